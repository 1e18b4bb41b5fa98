namespace OrleansFailover.InboundLog;

/// <summary>The log did not take an event, or it is not known whether it did.</summary>
public sealed class InboundLogException(string message, Exception? innerException = null) : Exception(message, innerException);
