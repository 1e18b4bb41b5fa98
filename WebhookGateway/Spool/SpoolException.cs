namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>An entry is not known to be kept.</summary>
internal sealed class SpoolException(string message, Exception? innerException = null) : Exception(message, innerException);
