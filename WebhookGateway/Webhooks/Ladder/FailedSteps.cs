namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>The rungs that did not hold for one webhook.</summary>
[Flags]
internal enum FailedSteps
{
    None = 0,
    Append = 1,
    Forward = 2,
    DeadLetter = 4,
    Spool = 8,
}
