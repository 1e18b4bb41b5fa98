namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>What comes back when a button is tapped, and what it shows.</summary>
internal sealed record ReplyTitle(string Id, string Title);
