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

    /// <summary>The conversations of the same user under other ids: where this one goes on, and those that go on here. None that another user has by now.</summary>
    [Alias("GetOthers")]
    Task<IReadOnlyList<ConversationId>> GetOthers();

    /// <summary>
    /// Lets go of everything that was said, here and by joining everywhere. What keeps an event from counting twice stays; the next message begins anew, under
    /// the key that home makes then. For what a key sealed, destroy the key first.
    /// </summary>
    /// <returns>False when nothing was there to let go of.</returns>
    [Alias("Forget")]
    Task<bool> Forget();
}
