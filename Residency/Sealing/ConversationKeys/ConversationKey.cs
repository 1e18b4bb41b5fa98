using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>The key pair of a conversation as it is kept at home.</summary>
/// <param name="Conversation">The conversation's key. The private half is bound to it.</param>
/// <param name="Public">The public half, as <see cref="ConversationPublicKey"/> writes it.</param>
/// <param name="PrivateHalf">The private half: a sealed piece for the zone.</param>
internal sealed record ConversationKey(string Conversation, string Public, byte[] PrivateHalf)
{
    public ConversationPublicKey? PublicHalf() => ConversationPublicKey.TryParse(Public);

    /// <summary>Which of the zone's keys opens the private half; null when it is no sealed piece.</summary>
    public KeyId? SealedWith() => SealedPiece.TryRead(PrivateHalf, out var piece) is EnvelopeFault.None ? piece!.Key : null;

    /// <summary>Without the halves.</summary>
    public override string ToString() => $"key {PublicHalf()?.Id}";
}
