using System.Text.Json;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;
using Spectre.Console;

namespace OrleansFailover.Drill.Tests.Scenarios;

/// <summary>The channel, the customers and the checker against regions that keep their promises, and against regions that do not.</summary>
public sealed class ScenarioRunTests
{
    [Fact]
    public async Task Play_RegionsThatKeepTheirPromises_HoldsAllOfThem()
    {
        var (result, badSignatures) = await PlayAsync(FakeFault.None);

        Assert.All(result.Promises, promise => Assert.True(promise.Held, $"{promise.Name}: {promise.Checked} checked, {string.Join("; ", promise.Examples)}"));
        Assert.Equal(0, badSignatures);
        Assert.Empty(result.Incomplete);
        Assert.Equal(["Both", "Phone", "UserId"], result.Histories.SelectMany(history => history.Messages).Select(message => message.Shows).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(result.Sends, send => send.Recipient.IsUserId);
        AssertReport(result);
    }

    [Theory]
    [InlineData(FakeFault.ForgetsTheLastTurns, "never-asked-twice", "acked-is-kept")]
    [InlineData(FakeFault.SendsTwice, "one-reply")]
    public async Task Play_RegionsThatBreakOne_IsSeen(FakeFault fault, params string[] broken)
    {
        var (result, _) = await PlayAsync(fault);

        Assert.Equal(broken.Order(), result.Promises.Where(promise => promise.Broken > 0).Select(promise => promise.Name).Order());
        Assert.False(result.Held);
        var seen = ReportBuilder.Build(result).Broken;
        Assert.InRange(seen.Count, 1, BrokenConversation.Most);
        Assert.All(seen, conversation => Assert.All(conversation.Promises, promise => Assert.Contains(promise, broken)));
        Assert.All(seen, conversation => Assert.All(conversation.Messages, message => Assert.NotEmpty(message.Deliveries)));
    }

    [Fact]
    public async Task Play_RegionsThatTakeEachIdForAUser_IsSeen()
    {
        var (result, _) = await PlayAsync(FakeFault.TakesIdsForUsers);

        Assert.Contains(result.Promises, promise => promise is { Name: "never-asked-twice", Broken: > 0 });
        Assert.All(
            ReportBuilder.Build(result).Broken,
            conversation => Assert.True(conversation.Messages.Select(message => message.Shows).Distinct().Count() > 1, $"{conversation.Name} showed one form alone"));
    }

    [Fact]
    public async Task Play_HomeLossWithNothingOfRestrictedCustomersAbroad_HoldsAndFindsThoseWhoAreFree()
    {
        var (result, _) = await PlayAsync(FakeFault.None, new HomeLoss());

        var home = Assert.Single(result.Promises, promise => promise.Name == "home-stays-home");
        Assert.Equal((50, 0, true), (home.Checked, home.Broken, home.Held));
        Assert.Empty(result.Unproven);
        Assert.True(result.Held);
        Assert.Empty(ReportBuilder.Build(result).Canaries!);
        Assert.Contains(result.Faults, fault => fault is { Kind: FaultKind.Loss, Region: "westeurope" });
        AssertMatrix(result, result with { Promises = [.. result.Promises.Where(promise => promise.Name != "home-stays-home")] });
        Assert.Contains("westeurope", result.Sends.Where(send => send.User.StartsWith("49", StringComparison.Ordinal)).Select(send => send.Region));
    }

    [Fact]
    public async Task Play_HomeLossWithRestrictedCustomersAbroad_IsSeenAndSaysWhere()
    {
        var (result, _) = await PlayAsync(FakeFault.KeepsRestrictedAbroad, new HomeLoss());

        Assert.Equal(["home-stays-home"], result.Promises.Where(promise => promise.Broken > 0).Select(promise => promise.Name));
        Assert.False(result.Held);
        var canaries = ReportBuilder.Build(result).Canaries!;
        Assert.Equal(["Documents", "LogTopics"], canaries.Select(canary => canary.Place).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(canaries, canary => canary is { Kind: "Text", Form: "AsItIs", When: "while home was down", Region: "eastus" });
        Assert.Contains(canaries, canary => canary is { Kind: "Phone", Form: "Base64", When: "at the end" });
        using var json = JsonDocument.Parse(ReportJson.Write(ReportBuilder.Build(result)));
        Assert.Equal(canaries.Count, json.RootElement.GetProperty("canaries").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("promises").GetProperty("home-stays-home").GetProperty("broken").GetInt32() > 0);
    }

    [Fact]
    public async Task Play_HomeLossWithRestrictedCustomersOpenAtHome_IsSeenThere()
    {
        var (result, _) = await PlayAsync(FakeFault.KeepsRestrictedOpenAtHome, new HomeLoss());

        Assert.Equal(["home-stays-home"], result.Promises.Where(promise => promise.Broken > 0).Select(promise => promise.Name));
        Assert.All(ReportBuilder.Build(result).Canaries!, canary => Assert.Equal(("westeurope", "at the end"), (canary.Region, canary.When)));
    }

    private static async Task<(RunResult Result, int BadSignatures)> PlayAsync(FakeFault fault, IScenario? scenario = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var secrets = ChannelSecrets.Draw();
        await using var regions = await FakeRegions.StartAsync(fault);
        await using var channel = await ChannelSimulator.StartAsync(
            _ => new ChannelOptions { Secrets = secrets, Webhook = regions.Edge, RegionWebhooks = [regions.Edge, regions.Edge] },
            TimeProvider.System,
            cancellationToken);
        (regions.Channel, regions.Secrets) = (channel.Address, secrets);
        var settings = new RunSettings(scenario ?? new RegionLoss(), 20, TimeSpan.FromSeconds(20), 5, Protections.None, TimeSpan.FromSeconds(30));
        var result = await new ScenarioRun(
            channel, regions, [new("eastus", regions.Edge), new("westeurope", regions.Edge)], TimeProvider.System).PlayAsync(settings, heals: true, _ => { }, cancellationToken);
        return (result, regions.BadSignatures);
    }

    // Runs that judge different promises have a column for each.
    private static void AssertMatrix(params RunResult[] results)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 400;

        MatrixView.Show(console, results);

        Assert.Contains("home-stays-home", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 of 2 drills held", text.ToString(), StringComparison.Ordinal);
    }

    private static void AssertReport(RunResult result)
    {
        using var json = JsonDocument.Parse(ReportJson.Write(ReportBuilder.Build(result)));
        var report = json.RootElement;
        Assert.Equal(
            ["scenario", "seed", "conversations", "lagMs", "channel", "promises", "failover", "latency", "broken"],
            report.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("region-loss", 5, 20, 20_000), (
            report.GetProperty("scenario").GetString(), report.GetProperty("seed").GetInt32(),
            report.GetProperty("conversations").GetInt32(), report.GetProperty("lagMs").GetInt32()));
        Assert.Equal(["webhooks", "deliveries", "acked", "rejected"], Names(report, "channel"));
        Assert.Equal(["acked-is-kept", "once", "never-asked-twice", "one-reply", "in-order"], Names(report, "promises"));
        Assert.Equal(["checked", "broken", "counted", "examples"], Names(report.GetProperty("promises"), "one-reply"));
        Assert.Equal(["firstAckAfterMs", "firstReplyAfterMs", "successRate"], Names(report, "failover"));
        Assert.Equal(1, report.GetProperty("failover").GetProperty("successRate").GetDouble());
        Assert.True(report.GetProperty("failover").GetProperty("firstReplyAfterMs").GetDouble() > 0);
        Assert.Equal(["ackMs", "replyMs"], Names(report, "latency"));
        Assert.Equal(["p50", "p99", "max"], Names(report.GetProperty("latency"), "replyMs"));
        Assert.Equal(0, report.GetProperty("broken").GetArrayLength());

        var chart = TimeLine.Draw(result, ["eastus", "westeurope"]);
        Assert.Contains("kill eastus", chart[0], StringComparison.Ordinal);
        Assert.Contains(chart, line => line.StartsWith("replies westeurope", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(JsonElement parent, string name) =>
        parent.GetProperty(name).EnumerateObject().Select(property => property.Name);
}
