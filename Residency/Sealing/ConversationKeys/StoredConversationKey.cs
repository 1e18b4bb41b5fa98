namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>A document as it was read.</summary>
/// <param name="ETag">Tells whether it changed since.</param>
internal sealed record StoredConversationKey(ConversationKeyDocument Document, string ETag);
