using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.DeadLetters;
using OrleansFailover.DeadLetters.Replay;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Numbers;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using OrleansFailover.WebhookGateway.Webhooks.Restricted;

namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>
/// Takes letters the way of fresh webhooks: parsed, into this region's log, and copied to the peers. Without the signature, which was checked before
/// the letter was kept, and without forwarding: a letter stays where it is until its own region takes it.
/// </summary>
internal sealed class WebhookReplay(
    EventAppender appender,
    RestrictedSenders restricted,
    IDeadLetterStore store,
    IRegionPhase phase,
    RegionHealthReporter health,
    IBusinessNumbers numbers,
    RoutingReports reports,
    IOptions<WebhookOptions> options) : IReplayTarget
{
    // Behind the numbers of the parts.
    private const int WholeBody = ParsedWebhook.MaxRejectedAlone;

    public async ValueTask<bool> IsHealthyAsync(CancellationToken cancellationToken) =>
        phase.IsActive && (await health.ReportAsync().WaitAsync(cancellationToken)).IsHealthy;

    public async ValueTask<ReplayOutcome> ReplayAsync(DeadLetter letter, CancellationToken cancellationToken) => letter switch
    {
        { Webhook: { } webhook } => await ReplayWebhookAsync(letter, webhook, cancellationToken),
        { Envelope: { } envelope } => await ReplayEnvelopeAsync(letter, envelope),
        _ => ReplayOutcome.NotReplayable,
    };

    private async ValueTask<ReplayOutcome> ReplayWebhookAsync(DeadLetter letter, ReadOnlyMemory<byte> webhook, CancellationToken cancellationToken)
    {
        var parsed = WebhookParser.Parse(webhook, ReceiptOf(letter));
        if (parsed.Unreadable is not null)
        {
            return ReplayOutcome.NotReplayable;
        }

        ServedNumbers.RejectUnlisted(parsed, webhook, numbers.Current);
        restricted.Keep(parsed.Events);
        if (parsed.Events.Count > 0 && await appender.TryAppendAsync(parsed.Events, options.Value.AckBudget) is AppendOutcome.Failed)
        {
            return ReplayOutcome.Failed;
        }

        if (parsed.Events.Count > 0)
        {
            reports.Replayed(parsed.Events, letter.Time);
        }

        if (parsed.Rejected is null && !parsed.RejectedMore)
        {
            return parsed.Events.Count > 0 ? ReplayOutcome.Replayed : ReplayOutcome.NotReplayable;
        }

        // A letter about parts that are no events keeps them. A whole webhook of an outage was never looked at: it is split now.
        if (parsed.Events.Count == 0 || !DeadLetterReason.WholeWebhook.Contains(letter.Reason))
        {
            return ReplayOutcome.NotReplayable;
        }

        await KeepRejectedAsync(letter, webhook, parsed, cancellationToken);
        return ReplayOutcome.Replayed;
    }

    private async ValueTask<ReplayOutcome> ReplayEnvelopeAsync(DeadLetter letter, ReadOnlyMemory<byte> envelope)
    {
        InboundEvent inboundEvent;
        try
        {
            inboundEvent = EnvelopeCodec.Decode(envelope.Span);
        }
        catch (FormatException)
        {
            return ReplayOutcome.NotReplayable;
        }

        List<InboundEvent> events = [inboundEvent];
        restricted.Keep(events);
        if (await appender.TryAppendAsync(events, options.Value.AckBudget) is AppendOutcome.Failed)
        {
            return ReplayOutcome.Failed;
        }

        reports.Replayed(events, letter.Time);
        return ReplayOutcome.Replayed;
    }

    private async Task KeepRejectedAsync(DeadLetter letter, ReadOnlyMemory<byte> webhook, ParsedWebhook parsed, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> KeptPart(ReadOnlyMemory<byte> content) => parsed.IsSealed ? content : restricted.Part(content);
        if (parsed.RejectedMore)
        {
            await store.StoreAsync(WebhookLetters.PartOf(letter, WholeBody, DeadLetterReason.ManyRejected, KeptPart(webhook)), cancellationToken);
            return;
        }

        for (var i = 0; i < parsed.Rejected!.Count; i++)
        {
            var part = parsed.Rejected[i];
            await store.StoreAsync(WebhookLetters.PartOf(letter, i, part.Reason, KeptPart(part.Webhook)), cancellationToken);
        }
    }

    private static Receipt ReceiptOf(DeadLetter letter) => new()
    {
        Region = new RegionId(letter.Region),
        ReceivedAt = letter.Time,
        FailoverCount = Math.Min(letter.FailoverCount, 1),
    };
}
