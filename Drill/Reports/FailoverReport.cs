namespace OrleansFailover.Drill.Reports;

/// <summary>How the other region took over.</summary>
/// <param name="FirstAckAfterMs">From the first fault to the first ack of a message delivery that began after it; null without a fault or an ack.</param>
/// <param name="FirstReplyAfterMs">From the first fault to the first reply by another region.</param>
/// <param name="SuccessRate">The part of the conversations open at the fault that came to their summary, 0 to 1.</param>
public sealed record FailoverReport(double? FirstAckAfterMs, double? FirstReplyAfterMs, double? SuccessRate);
