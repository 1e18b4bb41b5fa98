namespace OrleansFailover.Drill.Conversations;

/// <summary>How fast customers are.</summary>
internal sealed record Pace
{
    /// <summary>The time in which all customers write first. Default 3 s.</summary>
    public TimeSpan Arrivals { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The least time to answer. Default 0.4 s.</summary>
    public TimeSpan ShortestThought { get; init; } = TimeSpan.FromSeconds(0.4);

    /// <summary>The longest time to answer. Default 1.6 s.</summary>
    public TimeSpan LongestThought { get; init; } = TimeSpan.FromSeconds(1.6);

    /// <summary>The least time without a reply after which a customer writes again. Default 6 s.</summary>
    public TimeSpan ShortestPatience { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The longest time without a reply after which a customer writes again. Default 8 s.</summary>
    public TimeSpan LongestPatience { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Between the first and the second of two messages in a row. Default 50 ms.</summary>
    public TimeSpan BetweenTwo { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The pace of short rounds: customers who hardly think.</summary>
    public static Pace Quick { get; } = new()
    {
        Arrivals = TimeSpan.FromSeconds(0.4),
        ShortestThought = TimeSpan.FromSeconds(0.1),
        LongestThought = TimeSpan.FromSeconds(0.4),
    };

    /// <summary>The same, and the customers answer fast: where what follows the fault takes no time of its own.</summary>
    public static Pace Brisk(int customers) => For(customers) with { ShortestThought = TimeSpan.FromSeconds(0.2), LongestThought = TimeSpan.FromSeconds(0.8) };

    /// <summary>The pace for so many customers: past 50 of them they come at 20 a second.</summary>
    public static Pace For(int customers) => new() { Arrivals = TimeSpan.FromSeconds(Math.Max(2, customers / 20.0)) };

    public TimeSpan Thought(double draw) => Between(ShortestThought, LongestThought, draw);

    public TimeSpan Patience(double draw) => Between(ShortestPatience, LongestPatience, draw);

    private static TimeSpan Between(TimeSpan from, TimeSpan to, double draw) => from + ((to - from) * draw);
}
