using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansFailover.Silo.AzureProviders;
using OrleansFailover.Silo.Hosting;

namespace OrleansFailover.Silo.Tests.AzureProviders;

/// <summary>A build without the Azure providers, which is the ordinary one.</summary>
public sealed class ProviderChoiceTests
{
    [Theory]
    [InlineData("Clustering:Provider", "AzureStorage", "Microsoft.Orleans.Clustering.AzureStorage")]
    [InlineData("LogReader:Provider", "EventHubs", "Microsoft.Orleans.Streaming.EventHubs")]
    [InlineData("OtherGrains:Provider", "Cosmos", "Microsoft.Orleans.Persistence.Cosmos")]
    public void Start_ProviderThatThisBuildLacks_SaysWhatItNeeds(string setting, string provider, string package)
    {
        var missing = Assert.Throws<MissingProviderException>(() => Build(new() { [setting] = provider }));

        Assert.Contains($"{setting} is {provider}", missing.Message, StringComparison.Ordinal);
        Assert.Contains(package, missing.Message, StringComparison.Ordinal);
        Assert.Contains("-p:AzureProviders=true", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clustering:Provider", "Redis", "needs Redis")]
    [InlineData("Clustering:Provider", "Zookeeper", "Provider")]
    public void Start_ProviderWithoutItsPlace_IsRefused(string setting, string provider, string names)
    {
        var refused = Assert.ThrowsAny<Exception>(() =>
        {
            using var host = Build(new() { [setting] = provider, ["Clustering:Redis"] = "" });
            return host.Services.GetRequiredService<IOptions<ClusteringOptions>>().Value;
        });

        Assert.Contains(names, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherGrains_InCosmosWithoutAnEndpoint_AreRefused()
    {
        var refused = new OtherGrainsOptionsValidator().Validate(null, new() { Provider = OtherGrainsProvider.Cosmos });

        Assert.Contains("needs Endpoint", refused.FailureMessage, StringComparison.Ordinal);
        Assert.True(new OtherGrainsOptionsValidator().Validate(null, new() { Provider = OtherGrainsProvider.Cosmos, Endpoint = new("https://name.documents.azure.com/") }).Succeeded);
        Assert.True(new OtherGrainsOptionsValidator().Validate(null, new()).Succeeded);
    }

    private static IHost Build(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Clustering:Redis"] = "127.0.0.1:1", ["Regions:Current"] = "eastus", ["InboundLog:BootstrapServers"] = "127.0.0.1:1",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.UseOrleans(silo => silo.AddRegionCluster(builder.Configuration).AddLogReader(builder.Configuration).AddOtherGrainStorage(builder.Configuration));
        return builder.Build();
    }
}
