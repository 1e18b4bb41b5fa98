using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Phone;
using OrleansFailover.Drill.Stack;
using OrleansFailover.Drill.Tests.Phone;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>A region that was lost comes back with nothing and takes the conversation on when the other one is lost.</summary>
[Trait("Category", "EndToEnd")]
[Collection("one stack at a time")]
public sealed class PhoneAfterFailbackTests
{
    [Fact]
    public async Task Page_LostRegionReturnsAndTheOtherIsLost_GoesOnWithNoQuestionRepeated()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var browser = await Browser.StartAsync();
        await using var stack = await LocalStack.CreateAsync(
            new StackSettings { EdgePort = FreePorts.Take(1)[0], Script = Scripts.SixQuestions, Lag = TimeSpan.FromSeconds(30) },
            TimeProvider.System,
            cancellationToken);
        await stack.Cluster.StartAsync(_ => { }, cancellationToken);
        await using var phone = await PhoneServer.StartAsync(
            0, stack.Channel, new ClusterSwitches(stack.Cluster), TimeProvider.System, cancellationToken);
        var page = await browser.OpenAsync(phone.Address, "ben");
        await page.StateIsAsync("eastus", "up", bound: 90);

        await page.SayAsync("hi");
        await page.ReplyAsync("Question 1:", bound: 90);
        await page.SayAsync("Ben");
        await page.ReplyAsync("Question 2:");

        await page.SwitchAsync("eastus");
        await page.StateIsAsync("eastus", "down");
        await page.SayAsync("Oslo");
        Assert.Equal("westeurope", await page.ReplyAsync("Question 3:", bound: 90));

        await page.SwitchAsync("eastus");
        await page.StateIsAsync("eastus", "up", bound: 120);
        await page.SayAsync("A broken lamp");
        await page.ReplyAsync("Question 4:", bound: 90);

        await page.SwitchAsync("westeurope");
        await page.StateIsAsync("westeurope", "down");
        await page.SayAsync("Monday");
        Assert.Equal("eastus", await page.ReplyAsync("Question 5:", bound: 90));
        foreach (var question in new[] { "Question 1:", "Question 2:", "Question 3:", "Question 4:", "Question 5:" })
        {
            Assert.Equal(1, await page.CountRepliesAsync(question));
        }

        Assert.Empty(page.Problems);
    }
}
