using System.Globalization;

namespace OrleansFailover.Simulation.Faults;

/// <summary>One thing that goes wrong, for a while.</summary>
internal sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>Where; some faults have no place.</summary>
    public required int Region { get; init; }

    public required TimeSpan At { get; init; }

    public required TimeSpan For { get; init; }

    /// <summary>When positive: it begins that long (<see cref="At"/>) after so many messages were said, to meet them on their way; else at a time.</summary>
    public int AfterMessages { get; init; }

    public bool EmptiesRedis { get; init; }

    public bool LosesLog { get; init; }

    public bool LosesReplication { get; init; }

    /// <summary>Callers hear nothing; else they are refused at once.</summary>
    public bool IsSilent { get; init; }

    /// <summary>How bad, 0 to 1, where that makes a difference.</summary>
    public double Amount { get; init; }

    /// <summary>How much longer a message between the regions takes, where that is the fault.</summary>
    public TimeSpan PeerDelay => Amount * Amount * TimeSpan.FromSeconds(3);

    public string Show() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} of {(Region == 0 ? "west" : "north")} {(AfterMessages > 0 ? $"{At.TotalMilliseconds:0} ms after message {AfterMessages}" : $"at {At.TotalSeconds:0.###} s")} for {For.TotalSeconds:0.###} s{Details()}");

    private string Details() => Kind switch
    {
        FaultKind.RegionLoss => $"{(EmptiesRedis ? ", Redis emptied" : "")}{(LosesLog ? ", log lost" : "")}{(LosesReplication ? ", unreplicated writes lost" : "")}{(IsSilent ? ", silent" : "")}",
        FaultKind.RedisOutage => EmptiesRedis ? ", emptied" : "",
        FaultKind.LagChange or FaultKind.SlowPeer or FaultKind.SlowServices or FaultKind.SlowStore or FaultKind.SlowChannel or FaultKind.ClockJump or FaultKind.LostAnswers or FaultKind.TurnedAway =>
            string.Create(CultureInfo.InvariantCulture, $", amount {Amount:0.##}"),
        _ => "",
    };
}
