using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Replies;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Grains.Tests.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>What a region makes of messages that it cannot read, and what home makes of them afterwards.</summary>
public sealed class MaskedTurnTests
{
    private static readonly TimeSpan HumanFor = TimeSpan.FromHours(1);
    private static readonly JsonScript Typed = TestScripts.Parse(
        """
        { "name": "typed", "closing": "Done: {name}, {mail}, {city}", "neutral": "Arrived.", "held": "Later.", "retry": "Not so.", "questions": [
          { "id": "name", "type": "text", "ask": "Your name?", "outside": "accept" },
          { "id": "mail", "type": "email", "ask": "Your mail, {name}?", "retry": "No mail." },
          { "id": "city", "type": "text", "ask": "Your city?" } ] }
        """);

    private static readonly JsonScript Branched = TestScripts.Parse(
        """
        { "name": "branched", "closing": "Done.", "neutral": "Arrived.", "questions": [
          { "id": "size", "type": "text", "ask": "Size?", "outside": "accept" },
          { "id": "extra", "type": "text", "ask": "Extra?", "when": { "question": "size", "equals": "l" } } ] }
        """);

    private readonly Talk talk = new();
    private readonly Dictionary<MessageId, InboundEvent> said = [];

    private ConversationId Id => talk.Events.Conversation;

    [Fact]
    public void Apply_Answers_AsksOnAndKeepsThemUnread()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "ann@example.org"));

        // An "accept" is followed by the next question at once, the other one by the neutral text; a place for an answer is left as unanswered.
        Assert.Equal(["Your mail, -?"], Said(state, 1));
        Assert.Equal(["Arrived.", "Your city?"], Said(state, 2));
        Assert.Equal([("name", "text"), ("mail", "text")], state.UnreadInOrder().Select(message => (message.Question!, message.Type)));
        Assert.True(state.HasSeen(new("m1")));
        Assert.Empty(state.Answers);
        Assert.All(state.Replies.Values.Where(reply => reply.Region == Talk.East), reply => Assert.True(reply.Neutral));
        Assert.DoesNotContain(state.Transcript, line => line.Text.Open!.StartsWith("user: Ann", StringComparison.Ordinal));
    }

    [Fact]
    public void Apply_TheLastAnswer_ClosesWithoutWhatWasSaid()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "ann@example.org"), (3, "Bonn"));

        Assert.Equal(["Arrived.", "Done: -, -, -"], Said(state, 3));

        // After that nothing is asked, and nobody knows what a message says.
        state = Away(Typed, state, (4, "restart"));
        Assert.Equal(["Arrived."], Said(state, 4));
        Assert.Null(state.UnreadInOrder().Last().Question);
    }

    [Fact]
    public void Apply_TheFirstMessage_BeginsTheSession()
    {
        var state = Away(Typed, new(), (0, "hi"));

        Assert.Equal(["Your name?"], Said(state, 0));
        Assert.Equal(1, state.Session.Epoch);
        Assert.Equal("491701234567", state.Address!.Phone);
        Assert.Null(Assert.Single(state.UnreadInOrder()).Question);
    }

    [Fact]
    public void Apply_AnswerThatABranchDependsOn_SaysTheNeutralTextAndAsksNothing()
    {
        var state = Away(Branched, AskedTheFirst(Branched), (1, "l"));
        Assert.Equal(["Arrived."], Said(state, 1));
        Assert.Null(state.Replies[talk.Events.ReplyTo("m1")].Asks);

        // What comes then answers nothing, for nothing is asked.
        state = Away(Branched, state, (2, "hello?"));
        Assert.Equal(["Arrived."], Said(state, 2));
        Assert.Null(state.UnreadInOrder().Last().Question);

        // Home decides, asks, and takes none of it for the answer.
        var home = Home(Branched, state);
        Assert.Equal(["Extra?"], Checked(home, 2));
        Assert.Equal(new Dictionary<string, string> { ["size"] = "l" }, Talk.Answers(home));
    }

    [Fact]
    public void Read_BranchThatEndsTheScript_IsClosedByHome()
    {
        var home = Home(Branched, Away(Branched, AskedTheFirst(Branched), (1, "s")));

        Assert.Equal(["Done."], Checked(home, 1));
        Assert.Equal("extra", Home(Branched, Away(Branched, AskedTheFirst(Branched), (1, "l"))).Replies[CheckedId(1)].Asks);
    }

    [Theory]
    [InlineData("reaction")]
    [InlineData("sticker")]
    [InlineData("system")]
    [InlineData("edit")]
    [InlineData("revoke")]
    public void Apply_WhatExpectsNoReply_SaysNothingAndIsKeptForHome(string type)
    {
        var asked = AskedTheFirst(Typed);
        var state = MaskedOf(Typed, asked, Sealed(1, null, type));

        Assert.Equal(asked.Replies, state.Replies);
        Assert.Null(Assert.Single(state.UnreadInOrder()).Question);

        var home = Home(Typed, state);
        Assert.Equal(asked.Replies, home.Replies);
        Assert.Empty(home.Answers);
    }

    [Fact]
    public void Apply_TheSameAgain_ChangesNothing()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"));
        Assert.Same(state, MaskedOf(Typed, state, Sealed(1, "Ann")));
    }

    // The control of "never asked twice": without the unread messages the same question is open.
    [Fact]
    public void Next_WithoutTheUnreadMessages_AsksTheSameAgain()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"));

        Assert.Equal((MaskedStep.Asks, "mail"), MaskedTurn.Next(state, Typed));
        Assert.Equal((MaskedStep.Asks, "name"), MaskedTurn.Next(state with { Unread = state.Unread.Clear() }, Typed));
    }

    [Fact]
    public void Read_AllThatIsRight_SaysNothingMore()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "ann@example.org"));
        var home = Home(Typed, state);

        Assert.Equal(state.Replies, home.Replies);
        Assert.Equal(new Dictionary<string, string> { ["name"] = "Ann", ["mail"] = "ann@example.org" }, Talk.Answers(home));
        Assert.Empty(home.UnreadInOrder());
        Assert.All(home.Unread.Values, message => Assert.Null(message.Piece));
        Assert.Contains(home.Transcript, line => line.Text.Open == "user: Ann" && line.Region == Talk.West.Name);
    }

    [Fact]
    public void Read_TheLastAnswer_SaysTheEndWithTheAnswersOnce()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "ann@example.org"), (3, "Bonn"), (4, "and?"));
        Assert.Equal(["Arrived.", "Done: -, -, -"], Said(state, 3));

        var home = Home(Typed, state);

        Assert.Equal(["Done: Ann, ann@example.org, Bonn"], Checked(home, 4));
        Assert.Equal(home.Replies.Keys, home.Join(Home(Typed, state, new RegionId("northeurope"))).Replies.Keys);

        // A new message of the same turn gets it, and nothing else is said.
        var both = Read(Typed, state, Opened(state), talk.Events.Message("m5", 50, "hello?"));
        Assert.Equal(["Done: Ann, ann@example.org, Bonn"], Said(both, 5));
        Assert.Empty(Checked(both, 4));
    }

    // The control: an end that says the same to everybody was said.
    [Fact]
    public void Read_TheLastAnswerOfAScriptWhoseEndNamesNone_SaysNothingMore()
    {
        var state = Away(Branched, AskedTheFirst(Branched), (1, "s"));
        var plain = TestScripts.Parse("""{ "name": "plain", "closing": "Done.", "neutral": "Arrived.", "questions": [ { "id": "size", "type": "text", "ask": "Size?", "outside": "accept" } ] }""");
        var ended = Away(plain, AskedTheFirst(plain), (2, "s"));

        Assert.Equal(["Done."], Said(ended, 2));
        Assert.Equal(ended.Replies, Home(plain, ended).Replies);
        Assert.NotEqual(state.Replies, Home(Branched, state).Replies);
    }

    [Fact]
    public void Read_WhatIsWrong_TakesItsAnswerBackAndAsksItWithTheReason()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "no mail"), (3, "Bonn"));
        Assert.Equal(["Arrived.", "Done: -, -, -"], Said(state, 3));

        var home = Home(Typed, state);

        Assert.Equal(["No mail.", "Your mail, Ann?"], Checked(home, 2));
        Assert.Equal(["city", "name"], Talk.Answers(home).Keys.Order());
        Assert.Equal("mail", Typed.NextQuestion(home.AnswersBefore()));
    }

    [Fact]
    public void Read_Again_SaysItOnce()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "no mail"));
        var once = Home(Typed, state);

        // An older copy brings nothing back; another home region says it under the same id.
        Assert.Equal(once, once.Join(state));
        var elsewhere = Home(Typed, state, Talk.East);
        Assert.Equal(once.Replies.Keys, elsewhere.Replies.Keys);
        Assert.Equal(once.Replies.Keys, Home(Typed, state.Join(once with { Unread = state.Unread })).Replies.Keys);
    }

    [Fact]
    public void Read_WhatNobodyCanOpen_IsReadAndItsQuestionIsOpenAgain()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "ann@example.org"));
        said.Remove(new("m1"));

        var home = Home(Typed, state);

        Assert.Equal(["Your name?"], Checked(home, 1));
        Assert.Equal(["mail"], Talk.Answers(home).Keys);
        Assert.Empty(home.UnreadInOrder());
    }

    [Fact]
    public void Read_OutOfOrder_IsInTheOrderOfTheStamps()
    {
        // Two answers to one question: the later one counts, however they are handed over.
        var state = MaskedOf(Typed, AskedTheFirst(Typed), Sealed(2, "Ben"));
        state = MaskedOf(Typed, state, Sealed(1, "Ann"));
        Assert.Equal(["name", "name"], state.UnreadInOrder().Select(message => message.Question));

        var home = Read(Typed, state, [.. Enumerable.Reverse(Opened(state))]);

        Assert.Equal("Ben", home.AnswersBefore()["name"]);
    }

    [Fact]
    public void Read_AnswerOlderThanAKnownOne_DoesNotOverwriteIt()
    {
        var state = MaskedOf(Typed, AskedTheFirst(Typed), Sealed(1, "Ann"));
        var newer = TurnEngine.Apply(AskedTheFirst(Typed), talk.Events.Message("m5", 50, "Eve"), Typed, Talk.West);

        Assert.Equal("Eve", Home(Typed, state.Join(newer)).AnswersBefore()["name"]);
    }

    [Fact]
    public void Read_Restart_BeginsAnewAndKeepsWhatCameAfterIt()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "restart"), (3, "Bonn"));
        var home = Home(Typed, state);

        Assert.Equal(2, home.Session.Epoch);
        Assert.Equal(new Dictionary<string, string> { ["city"] = "Bonn" }, Talk.Answers(home));
        Assert.Equal("Your name?", Assert.Single(Checked(home, 3)));
    }

    [Fact]
    public void Read_Back_OpensTheQuestionBefore()
    {
        var home = Home(Typed, Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "back")));

        Assert.Equal("name", home.Replies.Values.OrderBy(reply => reply.Stamp).ThenBy(reply => reply.Part).Last().Asks);
        Assert.Empty(Talk.Answers(home));
    }

    [Fact]
    public void Read_Help_IsSaidWhereItsQuestionIsAskedAgain()
    {
        var home = Home(Typed, Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "help"), (3, "Bonn")));

        Assert.Equal([StandardTexts.Help, "Your mail, Ann?"], Checked(home, 2));
    }

    [Fact]
    public void Read_AnEditOfWhatCameUnread_ChangesTheAnswer()
    {
        var state = MaskedOf(Typed, Away(Typed, AskedTheFirst(Typed), (1, "An")), Note(talk.Events.Edit("m2", 20, "m1", "Ann")));

        Assert.Equal("Ann", Home(Typed, state).AnswersBefore()["name"]);
    }

    // What came in the same turn was written to what had been asked last, not to the question that turns out to be open.
    [Fact]
    public void Read_WithANewMessage_TakesItForTheAnswerToWhatWasAskedLast()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "no mail"));
        Assert.Equal("city", state.Replies[talk.Events.ReplyTo("m2", 1)].Asks);

        var home = Read(Typed, state, Opened(state), talk.Events.Message("m3", 30, "Bonn"));

        Assert.Equal(["No mail.", "Your mail, Ann?"], Said(home, 3));
        Assert.Empty(Checked(home, 2));
        Assert.Equal(["city", "name"], Talk.Answers(home).Keys.Order());

        // The control: a message of a later turn answers what home asked.
        var later = TurnEngine.Apply(Home(Typed, state), talk.Events.Message("m3", 30, "ann@example.org"), Typed, Talk.West);
        Assert.Equal("ann@example.org", later.AnswersBefore()["mail"]);
    }

    [Fact]
    public void Read_WithANewMessageThatIsWrongToo_AsksTheFirstOfBothOnce()
    {
        var state = Away(Typed, AskedTheFirst(Typed), (1, "Ann"), (2, "no mail"));

        var home = Read(Typed, state, Opened(state), talk.Events.Message("m3", 30, null, "image"));

        Assert.Equal(["No mail.", "Your mail, Ann?"], Said(home, 3));
        Assert.Equal(["name"], Talk.Answers(home).Keys);
    }

    [Fact]
    public void Apply_WhileAPersonOfTheBusinessHasTheConversation_SaysNothing()
    {
        var human = TurnEngine.Apply(AskedTheFirst(Typed), talk.Events.Echo("e1", 5, "I take over."), Typed, Talk.West, HumanFor);
        var state = MaskedTurn.Apply(human, Sealed(1, "Ann"), Sealed(1, "Ann").Sealed!, Typed, Talk.East, HumanFor);

        Assert.Equal(human.Replies, state.Replies);
        Assert.Null(Assert.Single(state.UnreadInOrder()).Question);

        // After a time the script has it back, and asks its question again.
        var late = Sealed(999, "hello");
        state = MaskedTurn.Apply(state, late, late.Sealed!, Typed, Talk.East, HumanFor);
        Assert.Equal(["Your name?"], Said(state, 999));
    }

    [Fact]
    public void Apply_AnEchoThatCannotBeRead_HandsTheConversationOverUnlessItMayBeAReply()
    {
        var asked = AskedTheFirst(Typed);
        var echo = talk.Events.Echo("e1", 5, "I take over.");
        var closed = echo with { Echo = null, Sealed = new SealedContent { Zone = "eu", IsEcho = true, Type = "text", Piece = "e1" } };
        Assert.True(MaskedTurn.Apply(Sent(asked), closed, closed.Sealed, Typed, Talk.East, HumanFor).Handover!.Human);
        Assert.Null(MaskedTurn.Apply(asked, closed, closed.Sealed, Typed, Talk.East, HumanFor).Handover);

        // Home reads it, and says nothing while a person has the conversation.
        said[new("e1")] = echo;
        var state = MaskedTurn.Apply(asked, closed, closed.Sealed, Typed, Talk.East, HumanFor);
        var home = Unreads.Read(state, Id, Opened(state), Typed, Talk.West, HumanFor);
        Assert.True(home.State.Handover!.Human);
        Assert.Null(home.Correction);
    }

    [Fact]
    public void HasRoomFor_AsManyAsAreAllowed_IsFalseAndNothingWasPushedOut()
    {
        var state = AskedTheFirst(Typed);
        for (var i = 1; i <= ConversationState.MaxUnread; i++)
        {
            Assert.True(MaskedTurn.HasRoomFor(state, Sealed(i, null, "reaction")), $"No room for message {i}.");
            state = MaskedOf(Typed, state, Sealed(i, null, "reaction"));
        }

        Assert.Equal(ConversationState.MaxUnread, state.UnreadInOrder().Count());
        Assert.False(MaskedTurn.HasRoomFor(state, Sealed(500, "Ann")));

        // Once home has read them there is room again.
        Assert.True(MaskedTurn.HasRoomFor(Home(Typed, state), Sealed(500, "Ann")));
    }

    [Fact]
    public void HeldNotice_InASession_IsAddedOnceAndIsNeverTheNewestWord()
    {
        var asked = AskedTheFirst(Typed);
        var held = HeldNotice.Add(asked, Id, Sealed(1, "Ann"), Typed, Talk.East, default);

        var notice = Assert.Single(held.Replies.Values, HeldNotice.Is);
        Assert.Equal(("Later.", true, null), (notice.Content!.Open!.Text, notice.Neutral, notice.Asks));
        Assert.False(held.HasSeen(new("m1")));
        Assert.Same(held, HeldNotice.Add(held, Id, Sealed(2, "Ben"), Typed, Talk.East, default));
        Assert.Same(asked, HeldNotice.Add(asked, Id, Sealed(1, null, "reaction"), Typed, Talk.East, default));

        // Home's own question in doubt is not overtaken by it.
        var (state, send) = LateReplies.Sort(held, asked.Replies.Keys.ToHashSet(), new Dictionary<MessageId, Interfaces.Regional.ClaimOutcome>());
        Assert.Equal(asked.Replies.Keys, send.Order());
        Assert.Equal(held, state);
    }

    private ConversationState AskedTheFirst(IConversationScript script) => TurnEngine.Apply(new(), talk.Events.Message("m0", 0, "hi"), script, Talk.West);

    private ConversationState Away(IConversationScript script, ConversationState state, params (int Place, string Text)[] messages) =>
        messages.Aggregate(state, (sum, message) => MaskedOf(script, sum, Sealed(message.Place, message.Text)));

    private static ConversationState MaskedOf(IConversationScript script, ConversationState state, InboundEvent item) => TurnEngine.Apply(state, item, script, Talk.East);

    private InboundEvent Sealed(int place, string? text, string type = "text") => Note(talk.Events.Message($"m{place}", place * 10, text, type));

    private InboundEvent Note(InboundEvent item)
    {
        said[item.Id] = item;
        return item with { Message = null, Sealed = new SealedContent { Zone = "eu", Type = item.Message!.Type, Piece = item.Id.Value } };
    }

    private (UnreadMessage, InboundEvent?)[] Opened(ConversationState state) => [.. state.UnreadInOrder().Select(message => (message, said.GetValueOrDefault(message.Stamp.Message)))];

    private ConversationState Home(IConversationScript script, ConversationState state, RegionId? region = null) => Read(script, state, Opened(state), region ?? Talk.West);

    private ConversationState Read(IConversationScript script, ConversationState state, (UnreadMessage, InboundEvent?)[] opened, params InboundEvent[] events) =>
        Read(script, state, opened, Talk.West, events);

    private ConversationState Read(IConversationScript script, ConversationState state, (UnreadMessage, InboundEvent?)[] opened, RegionId region, params InboundEvent[] events)
    {
        var read = Unreads.Read(state, Id, opened, script, region, default);
        return TurnEngine.ApplyAll(read.State, events, script, region, default, read.Correction).State;
    }

    private static ConversationState Sent(ConversationState state) => state.Replies.Aggregate(state, (sum, reply) => sum.Put(reply.Key, reply.Value.Raise(ReplyStatus.Sent)));

    private IReadOnlyList<string> Said(ConversationState state, int place) => talk.Said(state, $"m{place}");

    private string CheckedId(int place) => ReplyId.Of(Id, new MessageId($"m{place}:checked"), 0);

    private IReadOnlyList<string> Checked(ConversationState state, int place) => talk.Said(state, $"m{place}:checked");
}
