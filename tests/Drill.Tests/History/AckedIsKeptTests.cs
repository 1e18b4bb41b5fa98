namespace OrleansFailover.Drill.Tests.History;

public sealed class AckedIsKeptTests
{
    private const string Promise = "acked-is-kept";

    [Fact]
    public void Check_AckedAnswerIsNotInTheSummary_IsBroken()
    {
        // a3 was lost with its region; the customer wrote a3b when nothing came.
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1).Asks("a1", 2, 1.5)
            .Answer("a2", 2).Asks("a2", 3, 2.5)
            .Answer("a3", 3)
            .Answer("a3b", 10).Asks("a3b", 4, 10.5)
            .Answer("a4", 11).Asks("a4", 5, 11.5)
            .Answer("a5", 12).Asks("a5", 6, 12.5)
            .Answer("a6", 13).Closes("a6", 13.5, "a1", "a2", "a3b", "a4", "a5", "a6");

        var result = history.Verdict(Promise);

        Assert.Equal(1, result.Broken);
        Assert.Contains("a3 was acked", result.Examples[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AckedMessageNeverGetsAReply_IsBroken()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5).Answer("a1", 1);

        var result = history.Verdict(Promise);

        Assert.Contains(result.Examples, example => example.Contains("neither it nor a later message got a reply", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_LostAnswerWasNeverAcked_IsHeld()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .NeverAcked("a1", 1)
            .Answer("a1b", 9).Asks("a1b", 2, 9.5)
            .Answer("a2", 10).Asks("a2", 3, 10.5)
            .Answer("a3", 11).Asks("a3", 4, 11.5)
            .Answer("a4", 12).Asks("a4", 5, 12.5)
            .Answer("a5", 13).Asks("a5", 6, 13.5)
            .Answer("a6", 14).Closes("a6", 14.5, "a1b", "a2", "a3", "a4", "a5", "a6");

        Assert.True(history.Verdict(Promise).Held);
    }

    [Fact]
    public void Check_ReplyWasReplacedByTheReplyToALaterMessage_IsHeld() =>
        Assert.True(HistoryBuilder.Complete().Without("a3").Verdict(Promise).Held);

    [Fact]
    public void Check_AnswerOverlapsALaterOneOfALaterSecond_MayGiveWay()
    {
        // a1 was delivered for 8 s before it was acked; a1b came in between, so a1 was late and its answer rightly lost.
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1, acked: 9)
            .Answer("a1b", 8).Asks("a1b", 2, 8.5)
            .Answer("a2", 10).Asks("a2", 3, 10.5)
            .Answer("a3", 11).Asks("a3", 4, 11.5)
            .Answer("a4", 12).Asks("a4", 5, 12.5)
            .Answer("a5", 13).Asks("a5", 6, 13.5)
            .Answer("a6", 14).Closes("a6", 14.5, "a1b", "a2", "a3", "a4", "a5", "a6");

        Assert.Empty(history.Broken());
    }

    [Fact]
    public void Check_SummaryNeverComes_IsBroken() =>
        Assert.Contains(Promise, HistoryBuilder.Complete().Without("a6").Broken());
}
