using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Replies;

/// <summary>When a newer word leaves nothing for an older one to say.</summary>
internal static class Overtaking
{
    /// <summary>
    /// True when a newer word of the state says what this one would have said. What a region says that cannot read the conversation, and asks nothing, does so only for
    /// questions: home asks again when it reads what was written there. The end of a script is said once, and nobody says it again.
    /// </summary>
    /// <param name="state">The state that both are in.</param>
    /// <param name="reply">The older word.</param>
    /// <param name="besides">Replies that overtake nothing: those of the same turn.</param>
    public static bool IsOvertaken(ConversationState state, ReplyRecord reply, IReadOnlySet<string> besides)
    {
        var lasts = !reply.Neutral && state.Replies.Values.All(part => part.InReplyTo != reply.InReplyTo || part.Asks is null);
        return state.Replies.Any(other => reply.Stamp < other.Value.Stamp && !besides.Contains(other.Key) && !HeldNotice.Is(other.Value)
            && !(lasts && other.Value is { Neutral: true, Asks: null }));
    }
}
