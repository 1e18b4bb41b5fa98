using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing;

/// <summary>Seals content for a zone. Needs public halves only, so every region can. Safe for concurrent use; no I/O.</summary>
/// <remarks>A seal hides and binds; it does not tell who sealed. Anybody with the public half can.</remarks>
public interface ISealer
{
    /// <summary>Seals with a fresh key.</summary>
    /// <param name="context">Where it belongs; it opens nowhere else.</param>
    /// <param name="content">At most <see cref="SealedPiece.MaxContentBytes"/>. Its length can be told from the piece.</param>
    /// <param name="conversationKey">The conversation's public half where it is known: then <c>forget</c> makes the piece unreadable. Null: the zone's current key.</param>
    /// <exception cref="ArgumentException">The zone has no key, or the content is too long.</exception>
    byte[] Seal(SealContext context, ReadOnlySpan<byte> content, ConversationPublicKey? conversationKey = null);
}
