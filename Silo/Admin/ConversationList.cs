namespace OrleansFailover.Silo.Admin;

/// <summary>The conversations that were found in this region.</summary>
internal sealed record ConversationList(string Region, IReadOnlyList<ConversationView> Items);
