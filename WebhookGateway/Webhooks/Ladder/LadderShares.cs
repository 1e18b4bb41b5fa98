namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>How long each step may take at most. The spool's share is kept free by all the others.</summary>
internal readonly record struct LadderShares(TimeSpan Append, TimeSpan Forward, TimeSpan DeadLetter, TimeSpan Spool)
{
    public static LadderShares Of(WebhookOptions options) => new(
        options.AckBudget * options.AppendShare,
        options.AckBudget * options.ForwardShare,
        options.AckBudget * options.DeadLetterShare,
        options.AckBudget * options.SpoolShare);
}
