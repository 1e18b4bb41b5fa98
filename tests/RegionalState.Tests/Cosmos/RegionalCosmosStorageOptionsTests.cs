using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.RegionalState.Tests.Cosmos;

public class RegionalCosmosStorageOptionsTests
{
    private const string Key = "c2VjcmV0LWtleQ==";

    [Fact]
    public void Get_FromASection_BindsEveryMember()
    {
        var options = Bind(new()
        {
            ["Endpoint"] = "http://127.0.0.1:8081/",
            ["Key"] = Key,
            ["Database"] = "d",
            ["Container"] = "c",
            ["ConnectionMode"] = "Gateway",
            ["CreateIfMissing"] = "true",
            ["RequestTimeout"] = "00:00:02",
            ["MaxDocumentBytes"] = "5000",
            ["SchemaVersion"] = "3",
            ["AccountRegion"] = "West Europe",
        });

        Assert.Equal(
            ("http://127.0.0.1:8081/", Key, "d", "c", ConnectionMode.Gateway, true, TimeSpan.FromSeconds(2), 5000, 3, "West Europe"),
            (options.Endpoint!.AbsoluteUri, options.Key, options.Database, options.Container, options.ConnectionMode, options.CreateIfMissing,
                options.RequestTimeout, options.MaxDocumentBytes, options.SchemaVersion, options.AccountRegion));
    }

    [Fact]
    public void Get_Defaults_AreValidWithAnEndpoint()
    {
        var options = Bind(new() { ["Endpoint"] = "https://account-westeurope.documents.azure.com/" });

        Assert.Equal((ConnectionMode.Direct, TimeSpan.FromSeconds(5), false), (options.ConnectionMode, options.RequestTimeout, options.CreateIfMissing));
    }

    [Fact]
    public void Get_ManyMistakes_NamesThemAllAndShowsNoSecret()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Bind(new()
        {
            ["Endpoint"] = "http://example.org/",
            ["Key"] = "not base64!",
            ["Container"] = "a/b",
            ["RequestTimeout"] = "00:10:00",
            ["MaxDocumentBytes"] = "3000000",
        }));

        foreach (var member in new[] { "Container", "RequestTimeout", "MaxDocumentBytes", "https", "ConnectionMode", "Key" })
        {
            Assert.Contains(member, error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("not base64!", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.23:59:59", false)]
    [InlineData("9.00:00:00", true)]
    [InlineData("00:00:00", true)]
    public void Get_Retention_IsNotShorterThanTheChannelSendsAgain(string retention, bool valid)
    {
        Dictionary<string, string?> settings = new() { ["Endpoint"] = "https://a.documents.azure.com/", ["Retention"] = retention };

        if (valid)
        {
            Assert.Equal(TimeSpan.Parse(retention, System.Globalization.CultureInfo.InvariantCulture), Bind(settings).Retention);
            return;
        }

        Assert.Contains("9.00:00:00", Assert.Throws<OptionsValidationException>(() => Bind(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_NoEndpoint_IsInvalid() => Assert.Contains("Endpoint", Assert.Throws<OptionsValidationException>(() => Bind([])).Message, StringComparison.Ordinal);

    private static RegionalCosmosStorageOptions Bind(Dictionary<string, string?> values)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(values.Select(entry => KeyValuePair.Create("Store:" + entry.Key, entry.Value))).Build().GetSection("Store");
        using var provider = new ServiceCollection().AddLogging().AddRegionalCosmosGrainStorage("s", section).BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<RegionalCosmosStorageOptions>>().Get("s");
    }
}
