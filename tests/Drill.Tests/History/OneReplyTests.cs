namespace OrleansFailover.Drill.Tests.History;

public sealed class OneReplyTests
{
    private const string Promise = "one-reply";

    [Fact]
    public void Check_ReplyAcceptedTwice_IsBroken()
    {
        var result = HistoryBuilder.Complete().Asks("a4", 5, 8, region: "westeurope").Verdict(Promise);

        Assert.Contains("accepted 2 times", result.Examples.Single(), StringComparison.Ordinal);
        Assert.Contains("westeurope at 8.000 s", result.Examples.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ReplyWithoutAnId_IsBroken() =>
        Assert.Equal(1, HistoryBuilder.Complete().Asks("a4", 5, 8, id: "").Verdict(Promise).Broken);
}
