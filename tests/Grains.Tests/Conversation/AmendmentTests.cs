using CsCheck;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

public class AmendmentTests
{
    private readonly Talk talk = new();

    [Fact]
    public void Apply_EditOfAnAnswer_ReplacesItAndSaysNothingWhileTheSameQuestionIsOpen()
    {
        var state = talk.Apply(talk.Of("hi", "Ann", "Bonn"), talk.Events.Edit("e", 30, "m1", "Anna"));

        Assert.Equal("Anna", Talk.Answers(state)["name"]);
        Assert.Empty(talk.Said(state, "e"));
        Assert.Equal(["Done: Anna, Bonn, red"], talk.Said(talk.Apply(state, talk.Events.Message("m3", 40, "red")), "m3"));
    }

    [Fact]
    public void Apply_EditAfterTheEnd_ClosesAgainWithTheNewAnswer()
    {
        var state = talk.Apply(talk.Of("hi", "Ann", "Bonn", "red"), talk.Events.Edit("e", 50, "m2", "Rome"));

        Assert.Equal(["Done: Ann, Rome, red"], talk.Said(state, "e"));
    }

    [Fact]
    public void Apply_EditThatIsNoAnswer_TakesTheAnswerBackAndAsksAgain()
    {
        var state = talk.Apply(talk.Of("hi", "Ann", "Bonn"), talk.Events.Edit("e", 30, "m1", ""));

        Assert.DoesNotContain("name", Talk.Answers(state).Keys);
        Assert.Equal(["Text, please.", "Your name?"], talk.Said(state, "e"));
        Assert.Equal("Bonn", Talk.Answers(state)["city"]);
    }

    [Fact]
    public void Apply_EditOfAnAnswerThatANewerOneReplaced_ChangesNothing()
    {
        var state = talk.Of("hi", "Ann", "back", "Ben");
        var after = talk.Apply(state, talk.Events.Edit("e", 40, "m1", "Anna"));

        Assert.Equal("Ben", Talk.Answers(after)["name"]);
        Assert.Empty(talk.Said(after, "e"));
    }

    [Fact]
    public void Apply_EditOfAMessageThatAnsweredNothing_ChangesNothing()
    {
        var state = talk.Apply(talk.Of("hi", "Ann"), talk.Events.Edit("e", 20, "m0", "hello"));

        Assert.Equal(["name"], Talk.Answers(state).Keys);
        Assert.Empty(talk.Said(state, "e"));
    }

    [Fact]
    public void Apply_EditThatCameFirst_HoldsForTheMessageThatFollows()
    {
        var state = talk.Apply(talk.Of("hi"), talk.Events.Edit("e", 20, "m1", "Anna"));
        state = talk.Apply(state, talk.Events.Message("m1", 10, "Ann"));

        Assert.Equal("Anna", Talk.Answers(state)["name"]);
        Assert.Equal(["Your city?"], talk.Said(state, "m1"));
    }

    [Fact]
    public void Apply_TwoEdits_TheLaterOneStandsInEitherOrder()
    {
        InboundEvent[] edits = [talk.Events.Edit("e1", 30, "m1", "Anna"), talk.Events.Edit("e2", 31, "m1", "Anne")];

        Assert.Equal("Anne", Talk.Answers(talk.ApplyAll(talk.Of("hi", "Ann"), edits))["name"]);
        Assert.Equal("Anne", Talk.Answers(talk.ApplyAll(talk.Of("hi", "Ann"), edits.Reverse()))["name"]);
    }

    [Fact]
    public void Apply_EditWithoutContentThatCanBeRead_KeepsTheAnswer()
    {
        var state = talk.Apply(talk.Of("hi", "Ann"), talk.Events.Edit("e", 20, "m1", null, type: null));

        Assert.Equal("Ann", Talk.Answers(state)["name"]);
    }

    [Fact]
    public void Apply_EditedCaption_IsNoAnswer()
    {
        var state = talk.Apply(talk.Of("hi", "Ann"), talk.Events.Edit("e", 20, "m1", "look", type: "image"));

        Assert.Equal("Ann", Talk.Answers(state)["name"]);
    }

    [Fact]
    public void Apply_Revoke_ForgetsTheAnswerAndItsLineAndAsksAgain()
    {
        var state = talk.Apply(talk.Of("hi", "Ann", "Bonn"), talk.Events.Revoke("r", 30, "m1"));

        Assert.Equal(["city"], Talk.Answers(state).Keys);
        Assert.Equal(["Your name?"], talk.Said(state, "r"));
        Assert.DoesNotContain(state.Transcript, line => line.Text.Open!.Contains("Ann", StringComparison.Ordinal));
        Assert.Contains(state.Transcript, line => line is { Forgotten: true, Text.Open: "" } && line.Stamp.Message.Value == "m1");
    }

    [Fact]
    public void Apply_RevokeThatCameFirst_LeavesNothingOfTheMessage()
    {
        var state = talk.Apply(talk.Of("hi"), talk.Events.Revoke("r", 20, "m1"));
        state = talk.Apply(state, talk.Events.Message("m1", 10, "Ann"));

        Assert.Empty(Talk.Answers(state));
        Assert.Empty(talk.Said(state, "m1"));
        Assert.DoesNotContain(state.Transcript, line => line.Text.Open!.Contains("Ann", StringComparison.Ordinal));
        Assert.True(state.HasSeen(new("m1")));
    }

    [Fact]
    public void Apply_RevokeOfAnEditedAnswer_ForgetsBothTexts()
    {
        var state = talk.ApplyAll(talk.Of("hi", "Ann"), [talk.Events.Edit("e", 20, "m1", "Susan"), talk.Events.Revoke("r", 30, "m1")]);

        Assert.Empty(Talk.Answers(state));
        var stored = System.Text.Json.JsonSerializer.Serialize(state with { Replies = state.Replies.Clear() }, ConversationStateJsonContext.Default.ConversationState);
        Assert.DoesNotContain("Susan", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_EditInARegionThatDoesNotKnowTheMessage_HoldsAfterTheJoin()
    {
        var start = talk.Of("hi");
        var east = talk.Apply(start, talk.Events.Message("m1", 10, "Ann"));
        var west = talk.Apply(start, talk.Events.Edit("e", 20, "m1", "Anna"), Talk.West);

        var joined = talk.Apply(east.Join(west), talk.Events.Message("m2", 30, "Bonn"));

        Assert.Equal("Anna", Talk.Answers(joined)["name"]);
        Assert.Equal("Bonn", Talk.Answers(joined)["city"]);
        Assert.Equal(["Your colour?"], talk.Said(joined, "m2"));
    }

    [Fact]
    public void Apply_RevokeInARegionThatDoesNotKnowTheMessage_TheNextMessageStillAnswersWhatWasAsked()
    {
        var start = talk.Of("hi");
        var east = talk.Apply(start, talk.Events.Message("m1", 10, "Ann"));
        var west = talk.Apply(start, talk.Events.Revoke("r", 20, "m1"), Talk.West);

        // East asked for the city. What follows is the city, not the name.
        var joined = talk.Apply(east.Join(west), talk.Events.Message("m2", 30, "Bonn"));

        Assert.Equal("Bonn", Talk.Answers(joined)["city"]);
        Assert.DoesNotContain("name", Talk.Answers(joined).Keys);
        Assert.Equal(["Your name?"], talk.Said(joined, "m2"));
    }

    [Theory]
    [InlineData("edit")]
    [InlineData("revoke")]
    [InlineData("reaction")]
    [InlineData("system")]
    public void Apply_FirstOfAConversation_OpensNothing(string type)
    {
        var state = talk.Apply(new(), talk.Events.Message("x", 0, "x", type));

        Assert.Equal(0, state.Session.Epoch);
        Assert.Empty(state.Replies);
        Assert.True(state.HasSeen(new("x")));
    }

    [Theory]
    [InlineData("reaction", "red")]
    [InlineData("sticker", "red")]
    [InlineData("sticker", "restart")]
    [InlineData("sticker", "back")]
    public void Apply_Gesture_NeverAnswersWhateverTheScriptReads(string type, string text)
    {
        var state = talk.Of("hi", "Ann", "Bonn");
        var after = talk.Apply(state, talk.Events.Message("g", 30, text, type));

        Assert.Equal(Talk.Answers(state), Talk.Answers(after));
        Assert.Equal(1, after.Session.Epoch);
        Assert.Empty(talk.Said(after, "g"));
    }

    [Fact]
    public void Apply_TextWithWhatAGestureSaid_Answers() =>
        // The control of the gestures: the script would have read it.
        Assert.Equal("red", Talk.Answers(talk.Of("hi", "Ann", "Bonn", "red"))["colour"]);

    // In whatever order messages, edits and deletions come, over whichever regions, the answers are those of the last word on each message.
    [Fact]
    public void Apply_AnyOrderInTwoRegions_GivesTheSameAnswers() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 5).ToArray()), Gen.Bool.Array[5]).Sample(
            (order, regions) =>
            {
                InboundEvent[] events =
                [
                    talk.Events.Message("m1", 10, "Ann"), talk.Events.Edit("e1", 11, "m1", "Anna"), talk.Events.Edit("e2", 12, "m1", "Anne"),
                    talk.Events.Message("m2", 20, "Bonn"), talk.Events.Revoke("r2", 21, "m2"),
                ];
                var start = talk.Of("hi");
                var (east, west) = (start, start);
                foreach (var place in order)
                {
                    (east, west) = regions[place] ? (talk.Apply(east, events[place]), west) : (east, talk.Apply(west, events[place], Talk.West));
                }

                var end = talk.Apply(east.Join(west), talk.Events.Message("s", 30, "x", "sticker"));
                var settled = OrleansFailover.Grains.Conversation.Amendments.Settle(end, talk.Script).State;
                Assert.DoesNotContain(settled.Answers.Values, answer => answer.Value?.Open is "Ann" or "Anna" or "Bonn");
                Assert.DoesNotContain(settled.Transcript, line => line.Part == 0 && line.Text.Open!.Contains("Bonn", StringComparison.Ordinal));
            },
            iter: 500);
}
