using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Conversation;

/// <summary>How long a conversation remembers what was said. Pure.</summary>
internal static class Retention
{
    /// <summary>The state without what is older than it may be; the same while there is none.</summary>
    /// <param name="keep">How long what was said is kept; zero: as long as the conversation.</param>
    public static ConversationState Of(ConversationState state, DateTimeOffset now, TimeSpan keep)
    {
        if (keep == TimeSpan.Zero)
        {
            return state;
        }

        var kept = state.DropContentBefore((now - keep).ToUnixTimeMilliseconds());

        // The mark alone is nothing to write down.
        return (kept with { ContentFrom = state.ContentFrom }).Equals(state) ? state : kept;
    }
}
