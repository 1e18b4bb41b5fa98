using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Phone;
using OrleansFailover.Drill.Stack;
using OrleansFailover.Drill.Tests.Phone;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>The page against the real processes, as <c>./run</c> starts them.</summary>
[Trait("Category", "EndToEnd")]
[Collection("one stack at a time")]
public sealed class PhoneAfterFailoverTests
{
    private const string Picture = "DRILL_SCREENSHOT";

    [Fact]
    public async Task Page_RegionKilledAfterThreeAnswers_TheOtherRegionAsksTheFourthQuestionAndNoEarlierOne()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var browser = await Browser.StartAsync();
        await using var stack = await LocalStack.CreateAsync(
            new StackSettings { EdgePort = FreePorts.Take(1)[0], Script = Scripts.SixQuestions }, TimeProvider.System, cancellationToken);
        await stack.StartAsync(_ => { }, cancellationToken);
        await using var phone = await PhoneServer.StartAsync(
            0, stack.Channel, new ClusterSwitches(stack.Cluster), TimeProvider.System, cancellationToken);
        var (primary, other) = (StackSettings.Regions[0], StackSettings.Regions[1]);
        var page = await browser.OpenAsync(phone.Address, "ann");
        await page.StateIsAsync("eastus", "up", bound: 90);

        await page.SayAsync("hi");
        Assert.Equal(primary, await page.ReplyAsync("Question 1:", bound: 90));
        await page.SayAsync("Ann");
        Assert.Equal(primary, await page.ReplyAsync("Question 2:"));
        await page.SayAsync("Lisbon");
        Assert.Equal(primary, await page.ReplyAsync("Question 3:"));
        await page.SwitchAsync(primary);
        await page.StateIsAsync(primary, "down");
        await page.SayAsync("A parcel that never came");

        Assert.Equal(other, await page.ReplyAsync("Question 4:", bound: 90));
        foreach (var question in new[] { "Question 1:", "Question 2:", "Question 3:", "Question 4:" })
        {
            Assert.Equal(1, await page.CountRepliesAsync(question));
        }

        Assert.Empty(page.Problems);
        var takeover = await FailoverEvents.FirstAsync(stack.Topology.Regions[1], "taken_over", bound: TimeSpan.FromSeconds(30), cancellationToken);
        Assert.Equal((primary, other), ((string)takeover["primary_region"]!, (string)takeover["target_region"]!));
        Assert.Contains("\"status\":\"failover_triggered\"", await LogOfAsync(stack.Cluster, "edge", cancellationToken), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable(Picture) is { Length: > 0 })
        {
            var folder = Directory.CreateDirectory(Path.Combine(Repository(), "docs", "images"));
            await page.ScreenshotAsync(Path.Combine(folder.FullName, "phone-after-failover.png"));
        }
    }

    // The process still writes.
    private static async Task<string> LogOfAsync(LocalCluster cluster, string part, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path.Combine(cluster.LogFolder, $"{part}.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No solution was found above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
