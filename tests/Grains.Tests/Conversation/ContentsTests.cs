using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Every place of a state that says something.</summary>
public class ContentsTests
{
    private static readonly MessageId Message = new("m1");
    private static readonly Stamp At = new(5, 0, Message);

    public static readonly TheoryData<string, string> Places = new()
    {
        { "answer", "m1 answer:name" },
        { "line", "m1 line:1" },
        { "edit", "e1 edit" },
        { "reply", "m1 reply:2" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Seal_OpenContent_IsUnderItsMessageAndPartAndNotReadable(string place, string under)
    {
        var state = StateWith(place);
        List<string> sealedAs = [];

        var closed = Contents.Seal(state, Seal);

        Assert.True(Contents.HasOpen(state));
        Assert.Contains("canary", FakeRegion.JsonOf(state), StringComparison.Ordinal);
        Assert.False(Contents.HasOpen(closed));
        Assert.DoesNotContain("canary", FakeRegion.JsonOf(closed), StringComparison.Ordinal);
        Assert.Equal([under], sealedAs);
        Assert.Equal([under], Contents.PiecesOf(closed).Select(item => $"{item.Message.Value} {item.Part}"));

        // What is sealed is not sealed once more.
        Assert.Equal(closed, Contents.Seal(closed, Seal));
        Assert.Single(sealedAs);

        ContentPiece Seal(MessageId message, string part, string text)
        {
            Assert.Contains("canary", text, StringComparison.Ordinal);
            sealedAs.Add($"{message.Value} {part}");
            return new("AQI");
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Move_ThereAndBack_NamesTheOtherKeyAndIsAsBefore(string place, string under)
    {
        var state = Contents.Seal(StateWith(place), (_, _, _) => new("AQI"));

        var moved = Contents.Move(state, "whatsapp/1/a", "whatsapp/1/b");

        Assert.Equal([(under, "whatsapp/1/a")], Contents.PiecesOf(moved).Select(item => ($"{item.Message.Value} {item.Part}", item.Piece.Of)));
        Assert.Equal(state, Contents.Move(moved, "whatsapp/1/b", "whatsapp/1/a"));
    }

    [Fact]
    public void HasOpen_WhatSaysNothing_IsFalse() => Assert.False(Contents.HasOpen(
        new ConversationState { Answers = new ConversationState().Answers.Add("name", new AnswerRegister(At, null)) }
            .Say(TranscriptEntry.Of(At, 0, "east", "user: a canary").Forget()).Amend(Message, new(7, true, new("e1"), null, null))));

    private static ConversationState StateWith(string place)
    {
        var state = new ConversationState();
        return place switch
        {
            "answer" => state with { Answers = state.Answers.Add("name", new AnswerRegister(At, "a canary")) },
            "line" => state.Say(TranscriptEntry.Of(At, 1, "east", "user: a canary")),
            "edit" => state.Amend(Message, new(7, false, new("e1"), "text", "a canary")),
            _ => state with
            {
                Replies = state.Replies.Add(
                    "r", new ReplyRecord { InReplyTo = Message, Part = 2, Stamp = At, Status = ReplyStatus.Sending, Region = new RegionId("east"), Content = OutboundMessage.OfText("a canary") }),
            },
        };
    }
}
