namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>A reply button; the only type is <c>reply</c>.</summary>
internal sealed record ReplyButton(ReplyTitle Reply, string Type = "reply");
