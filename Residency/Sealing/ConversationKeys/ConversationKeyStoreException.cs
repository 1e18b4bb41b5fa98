namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>The store of conversations' keys could not be read or written.</summary>
public sealed class ConversationKeyStoreException(string message, Exception? inner = null) : Exception(message, inner);
