namespace OrleansFailover.Drill.Channel;

/// <summary>The channel answers a send with 400 and code 100.</summary>
internal sealed class SendRejectedException(string message) : Exception(message);
