using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Tests.Hosting;

public sealed class OptionsTests
{
    [Fact]
    public async Task Start_WrongRegionSettings_TellsAllAtOnce()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => RegionHost.StartAsync(settings: new()
        {
            ["Webhook:AppSecret"] = "",
            ["Webhook:VerifyToken"] = "",
            ["Webhook:MaxBodyBytes"] = "5",
            ["Webhook:AckBudget"] = "01:00:00",
            ["Webhook:AppendShare"] = "0.6",
            ["Webhook:ForwardShare"] = "0.5",
            ["Gateway:MaxConcurrentRequests"] = "0",
            ["Spool:MaxBytes"] = "5",
            ["Spool:SegmentBytes"] = "4096",
        }));

        var text = exception.ToString();
        Assert.All(["AppSecret", "VerifyToken", "MaxBodyBytes", "AckBudget", "AppendShare (0.6), ForwardShare (0.5) and DeadLetterShare (0.15)", "SegmentBytes (4096) must not exceed", "MaxBytes", "MaxConcurrentRequests"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WrongEdgeSettings_TellsAllAtOnce()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Edge:Regions:0:Name"] = "East US",
            ["Edge:Regions:0:Address"] = "ftp://127.0.0.1",
            ["Edge:Regions:1:Name"] = "b",
            ["Edge:Regions:2:Name"] = "b",
            ["Edge:Regions:2:Address"] = "http://127.0.0.1:1",
            ["Edge:HedgeAfter"] = "00:00:10",
            ["Edge:UnhealthyThreshold"] = "0",
            ["Gateway:MaxConcurrentRequests"] = "0",
        });
        builder.Services.AddGateway();
        builder.Services.AddRegionMonitoring();
        await using var app = builder.Build();

        var exception = Assert.Throws<AggregateException>(app.ValidateOptions);

        Assert.All(["Regions[0].Name", "ftp://", "Regions[1].Address", "b twice", "HedgeAfter (00:00:10)", "UnhealthyThreshold", "MaxConcurrentRequests"], part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Defaults_AreValid()
    {
        Assert.True(new WebhookOptionsCrossValidator().Validate(null, new WebhookOptions()).Succeeded);
        Assert.True(new SpoolOptionsValidator().Validate(null, new SpoolOptions()).Succeeded);
        Assert.True(new SpoolOptionsCrossValidator().Validate(null, new SpoolOptions()).Succeeded);
        Assert.True(new GatewayOptionsValidator().Validate(null, new GatewayOptions()).Succeeded);
        Assert.True(new EdgeOptionsCrossValidator().Validate(null, new EdgeOptions()).Succeeded);
    }

    [Theory]
    [InlineData(null, "Region")]
    [InlineData("edge", "Edge")]
    [InlineData("Region", "Region")]
    public void Role_Value_IsRead(string? value, string expected) => Assert.Equal(expected, Role(value).ToString());

    [Theory]
    [InlineData("Both")]
    [InlineData("7")]
    public void Role_NoRole_Throws(string value) => Assert.Throws<InvalidOperationException>(() => Role(value));

    private static GatewayRole Role(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:Role"] = value }).Build().GatewayRole();
}
