namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>An emoji on a message; an empty one takes it back.</summary>
internal sealed record ReactionBody(string MessageId, string Emoji);
