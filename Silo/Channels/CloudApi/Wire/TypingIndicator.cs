namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>Shown until the reply, for 25 s at most.</summary>
internal sealed record TypingIndicator(string Type = "text");
