using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>
/// The keys of conversations, in a region that is home to their zone. Safe for concurrent use. Everything throws <see cref="ConversationKeyStoreException"/> when the
/// store is out of reach, and <see cref="ArgumentException"/> away from home.
/// </summary>
public interface IConversationKeys
{
    /// <summary>The public half of the conversation's key, which is made when there is none. To be kept with the conversation's metadata.</summary>
    /// <returns>Null when the private half is wrapped with a key that is retired: seal for the zone then.</returns>
    Task<ConversationPublicKey?> EnsureAsync(string zone, ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>The public half as the store has it now; nothing is made or written.</summary>
    /// <returns>Null when there is none, or its private half is wrapped with a key that is retired: seal for the zone then.</returns>
    Task<ConversationPublicKey?> FindAsync(string zone, ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>
    /// Makes what was sealed of the conversation until now unreadable, everywhere and for good. Its metadata stays, and so do the ids that keep a message
    /// from being applied twice. Another key takes the place of the destroyed one in the same write, so that whoever seals for the conversation finds it.
    /// </summary>
    Task<ForgetOutcome> ForgetAsync(string zone, ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>Seals the private halves with the zone's current key, where they are sealed with an older one.</summary>
    Task<RewrapResult> RewrapAsync(string zone, CancellationToken cancellationToken);
}
