using Orleans.Concurrency;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>One conversation. The key is <see cref="Identity.ConversationId.Key"/>. Events come over the inbound stream.</summary>
[Alias("conversation")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>The conversation as an operator sees it; the Orleans Dashboard's grain-state page calls this by its name.</summary>
    [AlwaysInterleave, Alias("GetState")]
    Task<ConversationSnapshot> GetState();

    /// <summary>
    /// Takes a turn without a new message: applies this region's pending events and settles replies in doubt. Called for conversations of a
    /// region that is down, so that what was acked there is answered without the user writing again.
    /// </summary>
    [Alias("TakeOver")]
    Task TakeOver();
}
