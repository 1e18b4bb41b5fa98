using Orleans.Concurrency;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

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

    /// <summary>Tells this conversation that it goes on under another key; it gives what it knows to that one.</summary>
    /// <param name="home">The conversation that takes it in.</param>
    /// <param name="at">What showed it.</param>
    /// <param name="kind">Whose this id was before and is afterwards.</param>
    [OneWay, Alias("MoveTo")]
    Task MoveTo(ConversationId home, Stamp at, MoveKind kind);

    /// <summary>Takes in what came to another id of the same user. It never waits for another conversation: that one may be waiting for this one.</summary>
    /// <param name="from">The conversation of the other id.</param>
    /// <param name="state">All that is known there of this user, or null when that was given before.</param>
    /// <param name="inboundEvent">An event that came there, or null.</param>
    /// <returns>Null when it is kept here; else where this conversation itself went on: give it to that one.</returns>
    [Alias("TakeIn")]
    Task<ConversationId?> TakeIn(ConversationId from, ConversationState? state, InboundEvent? inboundEvent);
}
