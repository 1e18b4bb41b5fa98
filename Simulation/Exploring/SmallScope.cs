namespace OrleansFailover.Simulation.Exploring;

/// <summary>A story so small that every order of its steps can be tried.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Messages">How many messages the customer sends, each when the one before is acked; the last one completes the script.</param>
/// <param name="Loses">The region that is lost with its Redis and its log, before any step; null for none.</param>
/// <param name="Everywhere">The message that both regions get, from 1; 0 for none.</param>
internal sealed record SmallScope(string Name, int Messages, string? Loses = null, int Everywhere = 0)
{
    /// <summary>The scopes that are tried.</summary>
    public static IReadOnlyList<SmallScope> All { get; } =
    [
        new("two messages, both regions get the first", 2, Everywhere: 1),
        new("two messages, both regions get the second", 2, Everywhere: 2),
        new("two messages, the primary region is lost", 2, Loses: "west"),
        new("two messages, the other region is lost", 2, Loses: "north", Everywhere: 2),
        new("two messages, both regions get the second, the primary one is lost", 2, Loses: "west", Everywhere: 2),
        new("three messages, the primary region is lost", 3, Loses: "west"),
    ];
}
