using OrleansFailover.Load.Probes;

namespace OrleansFailover.Load.Tests;

public sealed class ReplyTallyTests
{
    [Fact]
    public void Take_EveryUserOnce_IsAllAnsweredAndKnowsFirstAndLast()
    {
        var tally = new ReplyTally(["a", "b"]);

        tally.Take("b", 10);
        Assert.Equal(["a"], tally.Missing);
        tally.Take("a", 30);

        Assert.Equal((2, 0, 10L, 30L), (tally.Answered, tally.Repeats, tally.FirstAt, tally.LastAt));
        Assert.Empty(tally.Missing);
    }

    [Fact]
    public void Take_ReplyAgain_DoesNotStandForOneThatIsMissing()
    {
        var tally = new ReplyTally(["a", "b"]);

        tally.Take("a", 10);
        tally.Take("a", 20);

        Assert.Equal((1, 1, 10L), (tally.Answered, tally.Repeats, tally.LastAt));
        Assert.Equal(["b"], tally.Missing);
    }

    [Fact]
    public void Take_SomebodyElse_CountsForNothing()
    {
        var tally = new ReplyTally(["a"]);

        tally.Take("stranger", 10);

        Assert.Equal((0, 0, 0L), (tally.Answered, tally.Repeats, tally.FirstAt));
    }

    [Fact]
    public async Task Take_ManyAtOnce_LosesNone()
    {
        string[] users = [.. Enumerable.Range(0, 500).Select(number => $"user {number}")];
        var tally = new ReplyTally(users);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Array.ForEach(users, user => tally.Take(user, 1)), TestContext.Current.CancellationToken)));

        Assert.Equal((500, 1500), (tally.Answered, tally.Repeats));
    }
}
