namespace OrleansFailover.BusinessNumbers.Reload;

/// <summary>A configuration that was not taken.</summary>
/// <param name="Errors">All that is wrong with it; no secret among it.</param>
/// <param name="At">When it was read first.</param>
internal sealed record RefusedReload(IReadOnlyList<string> Errors, DateTimeOffset At);
