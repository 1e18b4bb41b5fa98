namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>The message that is quoted.</summary>
internal sealed record Context(string MessageId);
