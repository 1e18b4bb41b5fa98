using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Sends the entries of a lane on, the way that a webhook goes.</summary>
internal sealed class SpoolDrain(WebhookIntake intake, FailoverLadder ladder, TimeProvider timeProvider)
{
    /// <summary>True when another durable place has it.</summary>
    public async Task<bool> TrySendAsync(SpoolLaneName lane, SpoolEntry entry)
    {
        var now = timeProvider.GetTimestamp();
        var outcome = lane is SpoolLaneName.Webhooks
            ? await intake.TakeAsync(entry.ToWebhook(WebhookOrigin.Spool, now))
            : await ladder.KeepAsync(entry.ToWebhook(WebhookOrigin.SpooledLetter, now), entry.Reason);
        return outcome is not AckOutcome.NotTaken;
    }
}
