namespace OrleansFailover.OpsConsole.Conversations;

/// <summary>What one region said to a search.</summary>
/// <param name="Region">The region.</param>
/// <param name="Dashboard">Its Orleans Dashboard, for a person's browser.</param>
/// <param name="Items">What it knows.</param>
/// <param name="Error">Why it said nothing; null when it answered.</param>
internal sealed record RegionFinding(string Region, Uri? Dashboard, IReadOnlyList<FoundConversation> Items, string? Error);
