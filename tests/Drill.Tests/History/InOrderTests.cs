namespace OrleansFailover.Drill.Tests.History;

public sealed class InOrderTests
{
    private const string Promise = "in-order";

    [Fact]
    public void Check_ReplyToAnEarlierMessageComesLater_IsBroken()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1)
            .Answer("a2", 2).Asks("a2", 3, 2.5).Asks("a1", 2, 3);

        Assert.Contains("the reply to a1 came at 3.000 s", history.Verdict(Promise).Examples.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OverlappingMessages_MayBeRepliedInEitherOrder()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1.0, acked: 1.3)
            .Answer("a2", 1.1, acked: 1.2).Asks("a2", 2, 1.4).Asks("a1", 3, 1.5);

        Assert.True(history.Verdict(Promise).Held);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Check_ChannelDeliversWhatWasWrittenFirstLater_TheChannelsTimesTellTheOrder(double written, bool held)
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a2", 2.0)
            .Answer("a1", 2.3, written: written).Asks("a1", 2, 2.5).Asks("a2", 3, 2.6);

        Assert.Equal((held, held), (history.Verdict(Promise).Held, history.Verdict("once").Held));
    }

    [Fact]
    public void Check_SummaryHasALaterAnswerFirst_IsBroken()
    {
        var history = HistoryBuilder.Complete().Without("a6").Closes("a6", 6.5, "a2", "a1", "a3", "a4", "a5", "a6");

        Assert.Contains("a1, which was said first", string.Join("\n", history.Verdict(Promise).Examples), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AnswerTakenBackStillStands_IsBroken()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1).Asks("a1", 2, 1.5)
            .Back("back", 2, "a1").Asks("back", 1, 2.5)
            .Answer("a1b", 3).Asks("a1b", 2, 3.5)
            .Answer("a2", 4).Asks("a2", 3, 4.5)
            .Answer("a3", 5).Asks("a3", 4, 5.5)
            .Answer("a4", 6).Asks("a4", 5, 6.5)
            .Answer("a5", 7).Asks("a5", 6, 7.5)
            .Answer("a6", 8).Closes("a6", 8.5, "a1", "a2", "a3", "a4", "a5", "a6");

        Assert.Contains("taken back and still stands", string.Join("\n", history.Verdict(Promise).Examples), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(4, false)]
    public void Check_AnswerTakenBackLate_IsGivenAgainBehindLaterOnes(double written, bool held)
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1).Asks("a1", 2, 1.5)
            .Answer("a2", 3).Asks("a2", 3, 3.5)
            .Back("back", 4, "a1", written).Asks("back", 1, 4.5)
            .Answer("a1b", 5).Asks("a1b", 3, 5.5)
            .Answer("a3", 6).Asks("a3", 4, 6.5)
            .Answer("a4", 7).Asks("a4", 5, 7.5)
            .Answer("a5", 8).Asks("a5", 6, 8.5)
            .Answer("a6", 9).Closes("a6", 9.5, "a1b", "a2", "a3", "a4", "a5", "a6");

        Assert.Equal(held, history.Verdict(Promise).Held);
    }
}
