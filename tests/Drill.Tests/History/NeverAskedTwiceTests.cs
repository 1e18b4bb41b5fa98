namespace OrleansFailover.Drill.Tests.History;

public sealed class NeverAskedTwiceTests
{
    private const string Promise = "never-asked-twice";

    [Fact]
    public void Check_QuestionAskedAgainAfterItsAnswerWasAcked_IsBroken()
    {
        // The other region knew nothing of a1 and a2.
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1).Asks("a1", 2, 1.5)
            .Answer("a2", 2).Asks("a2", 3, 2.5)
            .Answer("a3", 3).Asks("a3", 2, 5, region: "westeurope");

        var result = history.Verdict(Promise);

        Assert.Contains("westeurope asked question 2", result.Examples.Single(), StringComparison.Ordinal);
        Assert.Contains("when 3 had been answered", result.Examples.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ConversationBeginsAnew_IsBroken()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5).Answer("a1", 1).Asks("a1", 2, 1.5).Answer("a2", 2).Asks("a2", 1, 4);

        Assert.Equal([Promise], history.Broken().Where(name => name != "acked-is-kept"));
    }

    [Fact]
    public void Check_SameReplyAgain_IsNoNewQuestion()
    {
        var history = HistoryBuilder.Complete().Asks("a2", 3, 9);

        Assert.True(history.Verdict(Promise).Held);
        Assert.Equal(1, history.Verdict("one-reply").Broken);
    }

    [Fact]
    public void Check_CustomerTookTheAnswerBack_MayBeAskedAgain()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1).Asks("a1", 2, 1.5)
            .Back("back", 2, "a1").Asks("back", 1, 2.5)
            .Answer("a1b", 3).Asks("a1b", 2, 3.5);

        Assert.True(history.Verdict(Promise).Held);
        Assert.True(history.Verdict("once").Held);
    }

    [Fact]
    public void Check_TwoQuestionsBackAfterOneCorrection_IsBroken()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1).Asks("a1", 2, 1.5)
            .Answer("a2", 2).Asks("a2", 3, 2.5)
            .Back("back", 3, "a2").Asks("back", 1, 3.5);

        Assert.Equal(1, history.Verdict(Promise).Broken);
    }

    [Fact]
    public void Check_AnswersOverlap_AsksNoMoreThanIsCertain()
    {
        // a2 was on its way when a1 was not acked yet: the reply to a2 may know nothing of a1.
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5)
            .Answer("a1", 1.0, acked: 1.4)
            .Answer("a2", 1.1, acked: 1.2).Asks("a2", 2, 1.3).Asks("a1", 3, 1.5);

        Assert.True(history.Verdict(Promise).Held);
    }
}
