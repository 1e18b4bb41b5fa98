namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>The text of a text message.</summary>
internal sealed record TextBody(string Body, bool PreviewUrl = false);
