namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>The id of a message that the channel took.</summary>
internal sealed record SentMessage(string? Id);
