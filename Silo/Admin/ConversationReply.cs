namespace OrleansFailover.Silo.Admin;

/// <summary>A kept reply: its id, how far it came, and the region whose it is.</summary>
internal sealed record ConversationReply(string Id, string Status, string Region);
