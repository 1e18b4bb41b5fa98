using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

public class TurnEngineTests
{
    private static readonly RegionId East = new("eastus");
    private static readonly RegionId West = new("westeurope");
    private readonly Events events = new();
    private readonly ThreeQuestions script = new();

    [Fact]
    public void Apply_FirstMessage_AsksTheFirstQuestionAndAnswersNone()
    {
        var state = Apply(new(), events.Message("m1", 0, "hi"));
        Assert.Empty(state.Answers);
        Assert.Equal("Your name?", Reply(state, "m1"));
        Assert.Equal("name", state.Replies[events.ReplyTo("m1")].Asks);
    }

    [Fact]
    public void Apply_AnswersInOrder_ClosesWithAllOfThem() =>
        Assert.Equal("Done: Ann, Bonn, red", Reply(Talk("hi", "Ann", "Bonn", "red"), "m3"));

    [Fact]
    public void Apply_SameSecond_KeepsTheOrderOfApplication()
    {
        ConversationState state = new();
        foreach (var (id, text) in new[] { ("z", "hi"), ("y", "Ann"), ("x", "Bonn"), ("a", "red") })
        {
            state = Apply(state, events.Message(id, 0, text));
        }

        Assert.Equal("Done: Ann, Bonn, red", Reply(state, "a"));
    }

    [Fact]
    public void Apply_SeenBefore_ChangesNothing()
    {
        var state = Talk("hi", "Ann");
        Assert.Same(state, Apply(state, events.Message("m1", 10, "Ann")));
    }

    [Theory]
    [InlineData(8 * 24 * 3600, true)]
    [InlineData((8 * 24 * 3600) + 1, false)]
    public void Apply_ReplayedTwiceAroundTheEndOfTheWindow_NeverCountsTwice(int secondsLate, bool applied)
    {
        var late = events.Message("late", 0, "Ann");
        var state = Apply(Apply(new(), events.Message("m0", -10, "hi")), events.Message("m1", secondsLate, null, "reaction"));
        var once = Apply(state, late);
        Assert.Equal(applied, !ReferenceEquals(state, once));
        Assert.Same(once, Apply(once, late));
    }

    [Fact]
    public void Apply_SeenInTheOtherRegion_ChangesNothingAfterTheJoin()
    {
        var state = Talk("hi", "Ann");
        var elsewhere = Apply(state, events.Message("m2", 20, "Bonn"), West);
        var joined = state.Join(elsewhere);
        Assert.Same(joined, Apply(joined, events.Message("m2", 20, "Bonn")));
        Assert.Equal("Bonn", joined.AnswersBefore()["city"]);
    }

    [Fact]
    public void Apply_LateMessage_NeverOverwritesANewerAnswer()
    {
        // m1 (second 10) was held up; m2 (second 20) answered the name meanwhile.
        var state = Apply(Talk("hi"), events.Message("m2", 20, "Ben"));
        state = Apply(state, events.Message("m1", 10, "Ann"));
        Assert.Equal("Ben", state.AnswersBefore()["name"]);
        Assert.Equal("Your city?", Reply(state, "m1"));
    }

    [Fact]
    public void Apply_LateMessage_FillsTheQuestionThatWasOpenAtItsPlace()
    {
        // The name was answered at second 10 and the colour at 30; what was said at second 20 is the city.
        var state = Talk("hi", "Ann");
        state = state with { Answers = state.Answers.Add("colour", new(new(Events.Start.AddSeconds(30).ToUnixTimeMilliseconds(), 0, new("m3")), "red")),
            Newest = new(Events.Start.AddSeconds(30).ToUnixTimeMilliseconds(), 0, new("m3")) };
        state = Apply(state, events.Message("m2", 20, "Bonn"));
        Assert.Equal("Done: Ann, Bonn, red", Reply(state, "m2"));
    }

    [Fact]
    public void Apply_Back_OpensTheLastQuestionAgain()
    {
        var state = Talk("hi", "Ann", "Bonn", "back");
        Assert.Equal("Your city?", Reply(state, "m3"));
        Assert.Equal("Done: Ann, Rome, red", Reply(Talk("hi", "Ann", "Bonn", "back", "Rome", "red"), "m5"));
    }

    [Fact]
    public void Apply_Restart_OpensANewEpochThatWinsTheJoin()
    {
        var before = Talk("hi", "Ann", "Bonn");
        var restarted = Apply(before, events.Message("r", 40, "restart"));
        Assert.Equal("Your name?", Reply(restarted, "r"));
        var joined = restarted.Join(Apply(before, events.Message("m3", 30, "red"), West));
        Assert.Empty(joined.AnswersBefore());
        Assert.Equal(2, joined.Session.Epoch);
    }

    [Fact]
    public void Apply_MessageFromBeforeTheRestart_IsKeptButAnswersNothing()
    {
        var state = Apply(Talk("hi", "Ann"), events.Message("r", 40, "restart"));
        state = Apply(state, events.Message("late", 20, "Bonn"));
        Assert.Empty(state.AnswersBefore());
        Assert.True(state.HasSeen(new MessageId("late")));
    }

    [Fact]
    public void Apply_Rejected_SaysWhyAndAsksAgain()
    {
        var state = Apply(Talk("hi"), events.Message("s", 10, null, "sticker"));
        Assert.Equal("Text, please.", Reply(state, "s"));
        Assert.Equal("Your name?", Reply(state, "s", part: 1));
    }

    [Fact]
    public void Apply_Ignored_SaysNothing()
    {
        var state = Talk("hi");
        var after = Apply(state, events.Message("r", 10, null, "reaction"));
        Assert.Equal(state.Replies.Count, after.Replies.Count);
        Assert.True(after.HasSeen(new MessageId("r")));
    }

    [Fact]
    public void Apply_AfterTheEnd_ExplainsWithoutClosingAgain()
    {
        var state = Apply(Talk("hi", "Ann", "Bonn", "red"), events.Message("thanks", 60, "thanks"));
        Assert.Equal("We are done.", Reply(state, "thanks"));
        Assert.DoesNotContain(events.ReplyTo("thanks", 1), state.Replies.Keys);
    }

    [Theory]
    [InlineData(ReplyStatus.Sent, ReplyStatus.Sent)]
    [InlineData(ReplyStatus.Read, ReplyStatus.Read)]
    public void Apply_Status_RaisesTheReplyAndNeverLowersIt(ReplyStatus status, ReplyStatus expected)
    {
        var state = Apply(Talk("hi"), events.Status(events.ReplyTo("m0"), status));
        Assert.Equal(expected, state.Replies[events.ReplyTo("m0")].Status);
        Assert.Null(state.Replies[events.ReplyTo("m0")].Content);
        state = Apply(state, events.Status(events.ReplyTo("m0"), ReplyStatus.Sent));
        Assert.Equal(expected, state.Replies[events.ReplyTo("m0")].Status);
    }

    [Fact]
    public void Apply_StatusOfAnUnknownReply_ChangesNoReply()
    {
        var state = Talk("hi");
        Assert.Equal(state.Replies, Apply(state, events.Status("nobody", ReplyStatus.Sent)).Replies);
    }

    [Fact]
    public void Apply_SameEventInBothRegions_GivesOneReplyId()
    {
        var state = Talk("hi");
        var east = Apply(state, events.Message("m1", 10, "Ann"));
        var west = Apply(state, events.Message("m1", 10, "Ann"), West);
        Assert.Equal(east.Replies.Keys, west.Replies.Keys);
        Assert.Equal(east.Replies.Keys, east.Join(west).Replies.Keys);
    }

    private ConversationState Talk(params string[] texts)
    {
        ConversationState state = new();
        for (var i = 0; i < texts.Length; i++)
        {
            state = Apply(state, events.Message($"m{i}", i * 10, texts[i]));
        }

        return state;
    }

    private ConversationState Apply(ConversationState state, InboundEvent item, RegionId? region = null) =>
        TurnEngine.Apply(state, item, script, region ?? East);

    private string? Reply(ConversationState state, string message, int part = 0) => state.Replies[events.ReplyTo(message, part)].Content?.Open?.Text;
}
