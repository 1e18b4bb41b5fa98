using System.Text.Json;

namespace OrleansFailover.Silo.Tests.Hosting;

/// <summary>What the runtime of a host is told before its program runs.</summary>
public sealed class ThreadPoolTests
{
    private const int Fewest = 8;

    // A pod can have one processor, and then the pool begins with one thread: at half load an ack in a hundred waited 60 to 100 ms for it, and now and then a second.
    [Theory]
    [InlineData("Silo")]
    [InlineData("WebhookGateway")]
    public void MinThreads_OfAHost_AreMoreThanOneProcessorHas(string host)
    {
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, $"{host}.runtimeconfig.json")));

        var least = config.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.Threading.ThreadPool.MinThreads").GetInt32();

        Assert.True(least >= Fewest, $"{host} begins with {least} threads.");
    }
}
