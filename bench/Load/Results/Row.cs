namespace OrleansFailover.Load.Results;

/// <summary>A line of the table: what was measured in each round, and what stood beside it in the same round.</summary>
internal sealed record Row
{
    public required string What { get; init; }

    /// <summary>What it is measured against; null for a figure that stands alone.</summary>
    public string? Against { get; init; }

    /// <summary>The unit of both sides.</summary>
    public required string Unit { get; init; }

    /// <summary>The figure of each round.</summary>
    public required IReadOnlyList<double> Mine { get; init; }

    /// <summary>The other side's figure of each round; empty for a figure that stands alone.</summary>
    public IReadOnlyList<double> Other { get; init; } = [];

    /// <summary>What the ratio, or the figure that stands alone, is to reach. Default none: it is reported.</summary>
    public Goal? Goal { get; init; }

    /// <summary>Whether the goal is for the difference of the two sides and not for their ratio.</summary>
    public bool IsDifference { get; init; }

    /// <summary>What a reader has to know.</summary>
    public string? Note { get; init; }

    /// <summary>What the goal is for, round by round.</summary>
    public IReadOnlyList<double> Figures() =>
        Other.Count == 0 ? Mine : [.. Mine.Zip(Other, (mine, other) => IsDifference ? mine - other : mine / other)];
}
