using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.InboundLog.Tests;

public sealed class InboundLogOptionsTests
{
    [Fact]
    public void Bind_Section_ReadsEveryKind()
    {
        var options = Read(new()
        {
            ["InboundLog:BootstrapServers"] = "ns.servicebus.windows.net:9093",
            ["InboundLog:SecurityProtocol"] = "SaslSsl",
            ["InboundLog:SaslMechanism"] = "Plain",
            ["InboundLog:SaslUsername"] = "$ConnectionString",
            ["InboundLog:SaslPassword"] = "Endpoint=sb://x",
            ["InboundLog:AppendTimeout"] = "00:00:03",
            ["InboundLog:CacheSize"] = "10",
        });

        Assert.Equal(SecurityProtocol.SaslSsl, options.SecurityProtocol);
        Assert.Equal(SaslMechanism.Plain, options.SaslMechanism);
        Assert.Equal(TimeSpan.FromSeconds(3), options.AppendTimeout);
        Assert.Equal(10, options.CacheSize);
    }

    [Fact]
    public void Validate_ManyMistakes_NamesAllAtOnceAndNoSecret()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(new()
        {
            ["InboundLog:SecurityProtocol"] = "SaslSsl",
            ["InboundLog:SaslMechanism"] = "Plain",
            ["InboundLog:SaslPassword"] = "the-secret",
            ["InboundLog:MaxBatch"] = "0",
            ["InboundLog:CacheSize"] = "1000",
            ["InboundLog:MaxUncommitted"] = "10",
        }));

        Assert.Contains("BootstrapServers", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaxBatch", failure.Message, StringComparison.Ordinal);
        Assert.Contains("CacheSize (1000) must not exceed MaxUncommitted (10).", failure.Message, StringComparison.Ordinal);
        Assert.Contains("SaslUsername", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scope_EventHubsNamespace_IsTheResource() =>
        Assert.Equal("https://ns.servicebus.windows.net/.default", EventHubsToken.Scope("ns.servicebus.windows.net:9093"));

    private static InboundLogOptions Read(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddLogging().AddInboundLog(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider()
            .GetRequiredService<IOptions<InboundLogOptions>>().Value;
}
