namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>When a circuit opens. Pure.</summary>
/// <param name="WindowStart">A timestamp of the time provider.</param>
/// <param name="Failures">Appends that failed since then.</param>
/// <param name="Successes">Appends that did not.</param>
internal readonly record struct CircuitCounts(long WindowStart, int Failures, int Successes)
{
    /// <summary>
    /// Enough failures, and at least as many as successes: a few failures among thousands of appends are not a log that is gone, while a log
    /// that loses every second append costs half of the webhooks their append share.
    /// </summary>
    public bool ShouldOpen(int failures) => Failures >= failures && Failures >= Successes;
}
