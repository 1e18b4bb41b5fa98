namespace OrleansFailover.Drill.Canaries;

/// <summary>A text that occurs nowhere but in what one customer says or is.</summary>
/// <param name="Owner">The customer, for people.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The text; at least <see cref="Shortest"/> characters, so that it is nowhere by chance.</param>
internal sealed record Canary(string Owner, CanaryKind Kind, string Text)
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 8;
}
