using System.Diagnostics.Metrics;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>What the webhook endpoint of a region counts.</summary>
internal sealed class WebhookMetrics
{
    public const string MeterName = "OrleansFailover.WebhookGateway.Webhooks";

    private readonly Counter<long> received;
    private readonly Counter<long> rejected;
    private readonly Counter<long> signatures;
    private readonly Counter<long> appended;
    private readonly Counter<long> forwarded;
    private readonly Counter<long> deadLettered;
    private readonly Counter<long> deadLetterFailures;
    private readonly Counter<long> spooled;
    private readonly Counter<long> spoolFailures;
    private readonly Counter<long> circuitOpened;
    private readonly Counter<long> uncopied;
    private readonly Counter<long> channelErrors;
    private readonly Histogram<double> ackDuration;
    private readonly Meter meter;

    public WebhookMetrics(IMeterFactory meterFactory)
    {
        meter = meterFactory.Create(MeterName);
        received = meter.CreateCounter<long>("webhook.received", "{webhook}", "Webhooks that arrived.");
        rejected = meter.CreateCounter<long>("webhook.rejected", "{webhook}", "Webhooks that were turned away, by reason.");
        signatures = meter.CreateCounter<long>("webhook.signatures", "{webhook}", "Right signatures, by the form and the secret that matched, and by app.");
        appended = meter.CreateCounter<long>("webhook.appended", "{event}", "Events that this region's log took.");
        forwarded = meter.CreateCounter<long>("webhook.forwarded", "{webhook}", "Webhooks that another region took, by region and reason.");
        deadLettered = meter.CreateCounter<long>("webhook.dead_lettered", "{letter}", "Dead letters, by reason.");
        deadLetterFailures = meter.CreateCounter<long>("webhook.dead_letter_failures", "{letter}", "Dead letters that could not be kept, by reason.");
        spooled = meter.CreateCounter<long>("webhook.spooled", "{webhook}", "Webhooks, or parts of one, that the spool took, by reason.");
        spoolFailures = meter.CreateCounter<long>("webhook.spool_failures", "{webhook}", "Webhooks, or parts of one, that the spool did not take, by reason.");
        circuitOpened = meter.CreateCounter<long>("webhook.circuit.opened", "{opening}", "How often the circuit of the own log opened.");
        uncopied = meter.CreateCounter<long>("webhook.uncopied", "{event}", "Acked events that no peer has a pending copy of.");
        channelErrors = meter.CreateCounter<long>("webhook.channel_errors", "{error}", "Errors that the channel tells of a business number, by code.");
        ackDuration = meter.CreateHistogram("webhook.ack.duration", "s", "From the arrival of a signed webhook to its answer, by outcome.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
    }

    public void Received() => received.Add(1);

    public void Rejected(string reason) => rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void SignatureChecked(SignatureResult result)
    {
        if (result.IsRight)
        {
            signatures.Add(1, new KeyValuePair<string, object?>("match", NameOf(result.Match)), new KeyValuePair<string, object?>("app", result.App));
        }
    }

    public void Appended(int events) => appended.Add(events);

    public void Forwarded(string region, string reason) =>
        forwarded.Add(1, new KeyValuePair<string, object?>("region", region), new KeyValuePair<string, object?>("reason", reason));

    public void DeadLettered(string reason) => deadLettered.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void DeadLetterFailed(string reason) => deadLetterFailures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Spooled(string reason) => spooled.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void SpoolFailed(string reason) => spoolFailures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void CircuitOpened() => circuitOpened.Add(1);

    public void ObserveCircuit(Func<int> state) =>
        meter.CreateObservableGauge("webhook.circuit.state", state, "{state}", "The circuit of the own log: 0 closed, 1 half-open, 2 open.");

    public void Uncopied(int events)
    {
        if (events > 0)
        {
            uncopied.Add(events);
        }
    }

    public void ChannelError(long code) => channelErrors.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Answered(AckOutcome outcome, TimeSpan duration) =>
        ackDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));

    private static string NameOf(SignatureMatch match) => match switch
    {
        SignatureMatch.RawCurrent => "raw-current",
        SignatureMatch.RawPrevious => "raw-previous",
        SignatureMatch.EscapedCurrent => "escaped-current",
        _ => "escaped-previous",
    };

    private static string NameOf(AckOutcome outcome) => outcome switch
    {
        AckOutcome.Appended => "appended",
        AckOutcome.AppendedAlone => "appended-alone",
        AckOutcome.Forwarded => "forwarded",
        AckOutcome.DeadLettered => "dead-lettered",
        AckOutcome.Spooled => "spooled",
        _ => "not-taken",
    };
}
