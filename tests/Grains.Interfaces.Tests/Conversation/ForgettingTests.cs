using System.Text.Json;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

public sealed class ForgettingTests
{
    [Fact]
    public void Forget_CopiesFromBefore_BringNothingBack() => Gen.Select(StateGen.State, StateGen.State).Sample((part, rest) =>
    {
        // A region that had heard of a part of it.
        (part, rest) = (AsTold(part), AsTold(rest));
        var state = part.Join(rest);

        var forgotten = state.Forget();

        return forgotten.Equals(part.Join(forgotten)) && forgotten.Equals(forgotten.Join(state)) && forgotten.Equals(forgotten.Forget());
    });

    [Fact]
    public void Forget_AnyState_SaysNothing() => StateGen.State.Sample(state =>
    {
        var forgotten = state.Forget();

        Assert.Empty(forgotten.Answers);
        Assert.All(forgotten.Transcript, line => Assert.Equal(new Content(""), line.Text));
        Assert.All(forgotten.Amendments.Values, amendment => Assert.Null(amendment.Text));
        Assert.All(forgotten.Replies.Values, reply => Assert.Null(reply.Content));
        Assert.All(forgotten.Unread.Values, message => Assert.Null(message.Piece));
        Assert.False(forgotten.Session.HasBegun());
    });

    [Fact]
    public void Forget_AnyState_KeepsWhatDeduplicationNeeds() => StateGen.State.Sample(state =>
    {
        var forgotten = state.Forget();

        Assert.Equal(state.Seen, forgotten.Seen);
        Assert.Equal(state.Newest, forgotten.Newest);
        Assert.Equal(state.Replies.Keys, forgotten.Replies.Keys);
        Assert.Equal(state.Unread.Keys, forgotten.Unread.Keys);
        Assert.Equal(state.Version, forgotten.Version);
    });

    [Fact]
    public void Session_Forgotten_IsStoredAndOneThatIsNotTakesNoPlace()
    {
        var forgotten = new ConversationState { Session = new Session(2, default, Forgotten: true) };

        var text = Write(forgotten);

        Assert.Equal(forgotten.Session, JsonSerializer.Deserialize(text, ConversationStateJsonContext.Default.ConversationState)!.Session);
        Assert.DoesNotContain("forgotten", Write(new ConversationState { Session = new Session(2, default) }), StringComparison.Ordinal);
    }

    // A deletion has no type and no text.
    private static ConversationState AsTold(ConversationState state) => state with
    {
        Amendments = state.Amendments.SetItems(state.Amendments.Where(amendment => amendment.Value.Revoked)
            .Select(amendment => KeyValuePair.Create(amendment.Key, amendment.Value with { Type = null, Text = null }))),
    };

    private static string Write(ConversationState state) => JsonSerializer.Serialize(state, ConversationStateJsonContext.Default.ConversationState);
}
