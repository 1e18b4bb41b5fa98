namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>A dead letter is not known to be kept.</summary>
internal sealed class DeadLetterStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
