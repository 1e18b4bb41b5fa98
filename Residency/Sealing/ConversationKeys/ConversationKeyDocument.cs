namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>What is kept of a conversation's key.</summary>
/// <param name="V">The version of the shape.</param>
/// <param name="Key">The key pair; null in documents of older builds, once the conversation was forgotten and until it gets another.</param>
/// <param name="ForgottenAt">When the conversation was forgotten last, in milliseconds since 1970; null: never.</param>
internal sealed record ConversationKeyDocument(int V, ConversationKey? Key, long? ForgottenAt)
{
    /// <summary>The shape that this build writes and reads.</summary>
    public const int Version = 1;

    public static ConversationKeyDocument Of(ConversationKey? key, long? forgottenAt) => new(Version, key, forgottenAt);
}
