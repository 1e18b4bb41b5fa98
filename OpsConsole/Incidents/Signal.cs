namespace OrleansFailover.OpsConsole.Incidents;

/// <summary>Something that was seen of a region.</summary>
/// <param name="At">When.</param>
/// <param name="Region">The region that it is about.</param>
/// <param name="Kind">What.</param>
/// <param name="Elsewhere">The other region, where the kind has one.</param>
/// <param name="Waited">How long the message had waited that was taken elsewhere.</param>
internal sealed record Signal(DateTimeOffset At, string Region, SignalKind Kind, string? Elsewhere = null, TimeSpan Waited = default);
