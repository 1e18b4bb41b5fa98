namespace OrleansFailover.Drill.Network;

/// <summary>How a link behaves.</summary>
/// <param name="Kind">What it does with bytes.</param>
/// <param name="Delay">How long each direction holds them: half of what an answer takes longer.</param>
internal sealed record LinkState(LinkKind Kind, TimeSpan Delay)
{
    public static LinkState Open { get; } = new(LinkKind.Open, TimeSpan.Zero);

    public static LinkState Cut { get; } = new(LinkKind.Cut, TimeSpan.Zero);

    public static LinkState Frozen { get; } = new(LinkKind.Frozen, TimeSpan.Zero);

    /// <summary>Open, and an answer takes this much longer.</summary>
    public static LinkState Slow(TimeSpan roundTrip) => new(LinkKind.Open, roundTrip / 2);
}
