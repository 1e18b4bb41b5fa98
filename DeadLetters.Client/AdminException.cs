namespace OrleansFailover.DeadLetters.Client;

/// <summary>The gateway did not do what it was asked; the message says why and is fit to be shown.</summary>
internal sealed class AdminException(string message) : Exception(message);
