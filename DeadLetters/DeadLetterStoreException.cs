namespace OrleansFailover.DeadLetters;

/// <summary>The store did not do what it was asked: a letter is not known to be kept, or could not be read or marked.</summary>
public sealed class DeadLetterStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
