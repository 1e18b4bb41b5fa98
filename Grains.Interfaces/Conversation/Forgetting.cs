namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// Lets go of everything that was said, and of nothing that keeps an event from counting twice. Everything that is changed rises in a join, so that a copy from
/// before brings nothing back.
/// </summary>
public static class Forgetting
{
    /// <summary>The state without what was said; the next message begins anew. Forgetting again changes nothing.</summary>
    public static ConversationState Forget(this ConversationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with
        {
            Session = state.Session.HasBegun() || !state.Answers.IsEmpty
                ? new Session(state.Session.Epoch + 1, state.Newest ?? state.Session.StartedBy, Forgotten: true)
                : state.Session,
            Answers = state.Answers.Clear(),
            Transcript = [.. state.Transcript.Select(line => line.Forget())],

            // What was edited counts as deleted: the greater one, and true of a message from before that has not come yet.
            Amendments = state.Amendments.SetItems(state.Amendments
                .Select(amendment => KeyValuePair.Create(amendment.Key, amendment.Value with { Revoked = true, Type = null, Text = null }))),
            Replies = state.Replies.SetItems(state.Replies.Where(reply => reply.Value.IsUnsent())
                .Select(reply => KeyValuePair.Create(reply.Key, reply.Value.Raise(ReplyStatus.Superseded)))),
            Unread = state.Unread.SetItems(state.Unread.Where(message => !message.Value.Read)
                .Select(message => KeyValuePair.Create(message.Key, message.Value.AsRead()))),
        };
    }
}
