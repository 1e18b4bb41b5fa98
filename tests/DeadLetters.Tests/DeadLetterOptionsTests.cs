using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansFailover.DeadLetters.Tests;

public sealed class DeadLetterOptionsTests
{
    [Fact]
    public void Bind_BlobSettings_AreReadAndChooseTheProvider()
    {
        var options = Options(new() { ["Provider"] = "AzureBlob", ["Blob:Container"] = "letters-eastus", ["Blob:ServiceUri"] = "https://account.example" });
        Assert.Equal((DeadLetterProvider.AzureBlob, "letters-eastus", "https://account.example/"), (options.Provider, options.Blob.Container, options.Blob.ServiceUri!.ToString()));
    }

    [Fact]
    public void Bind_Nothing_IsFilesAndAutoReplay()
    {
        var options = Options([]);
        Assert.Equal((DeadLetterProvider.Files, true), (options.Provider, options.AutoReplay));
    }

    [Fact]
    public void Validate_WrongSettings_TellsAllAtOnce()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Options(new()
        {
            ["Provider"] = "AzureBlob",
            ["MaxRecords"] = "0",
            ["Blob:Container"] = "No_Container",
            ["AutoReplayPerSecond"] = "0",
            ["AutoReplayInterval"] = "00:10:00",
        }));
        Assert.All(
            ["ServiceUri", "MaxRecords", "Container", "AutoReplayPerSecond", "AutoReplayInterval (00:10:00)"],
            part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_TwoWaysToTheAccount_IsAnError() => Assert.Throws<OptionsValidationException>(() => Options(new()
    {
        ["Provider"] = "AzureBlob", ["Blob:ConnectionString"] = "x", ["Blob:ServiceUri"] = "https://account.example",
    }));

    private static DeadLetterOptions Options(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => $"{DeadLetterOptions.Section}:{pair.Key}", pair => pair.Value)).Build();
        using var services = new ServiceCollection().AddDeadLetters(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<DeadLetterOptions>>().Value;
    }
}
