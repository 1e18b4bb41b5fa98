namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>An outcome with the data key. Not a record, so that nothing prints it. Whoever gets it clears it.</summary>
internal sealed class UnwrapResult(UnwrapOutcome outcome, byte[]? dataKey = null)
{
    public static UnwrapResult Refused { get; } = new(UnwrapOutcome.Refused);

    public static UnwrapResult Unavailable { get; } = new(UnwrapOutcome.Unavailable);

    public UnwrapOutcome Outcome => outcome;

    public byte[]? DataKey => dataKey;
}
