using OrleansFailover.History;

namespace OrleansFailover.Drill.Tests.History;

public sealed class HistoryCheckerTests
{
    [Fact]
    public void Check_FaultlessConversation_HoldsEveryPromise()
    {
        var results = HistoryChecker.Check([HistoryBuilder.Complete().Build()]);

        Assert.All(results, result => Assert.True(result.Held, $"{result.Name}: {result.Checked} checked, {string.Join("; ", result.Examples)}"));
        Assert.Equal(["acked-is-kept", "once", "never-asked-twice", "one-reply", "in-order"], results.Select(result => result.Name));
    }

    [Fact]
    public void Check_NothingSeen_HoldsNothing() =>
        Assert.All(HistoryChecker.Check([]), result => Assert.False(result.Held));

    [Fact]
    public void Check_ManyBroken_KeepsFiveExamples()
    {
        var broken = Enumerable.Range(0, 9).Select(_ => HistoryBuilder.Complete().Asks("a1", 2, 1.7).Build()).ToList();

        var result = HistoryChecker.Check(broken).Single(promise => promise.Name == "one-reply");

        Assert.Equal((9, PromiseResult.MaxExamples), (result.Broken, result.Examples.Count));
    }
}
