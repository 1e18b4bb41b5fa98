namespace OrleansFailover.Drill.Channel;

/// <summary>One thing to tap.</summary>
public sealed record SendChoice(string Id, string Title, string? Description = null);
