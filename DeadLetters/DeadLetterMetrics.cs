using System.Diagnostics.Metrics;

namespace OrleansFailover.DeadLetters;

/// <summary>The instruments of the dead letters, meter <c>OrleansFailover.DeadLetters</c>.</summary>
internal sealed class DeadLetterMetrics
{
    public const string MeterName = "OrleansFailover.DeadLetters";

    private readonly Counter<long> kept;
    private readonly Counter<long> replayed;
    private readonly Counter<long> discarded;
    private readonly Counter<long> replayFailures;
    private readonly TimeProvider timeProvider;
    private volatile IReadOnlyList<DeadLetterCount> waiting = [];

    public DeadLetterMetrics(IMeterFactory meterFactory, TimeProvider timeProvider)
    {
        this.timeProvider = timeProvider;
        var meter = meterFactory.Create(MeterName);
        kept = meter.CreateCounter<long>("dead_letters.kept", "{letter}", "Dead letters that were kept, by reason.");
        replayed = meter.CreateCounter<long>("dead_letters.replayed", "{letter}", "Dead letters whose events went to the inbound log again, by reason.");
        discarded = meter.CreateCounter<long>("dead_letters.discarded", "{letter}", "Dead letters that somebody gave up, by reason.");
        replayFailures = meter.CreateCounter<long>("dead_letters.replay_failures", "{letter}", "Replays that did not work, by reason.");
        meter.CreateObservableGauge("dead_letters.waiting", Waiting, "{letter}", "Dead letters that wait, by reason, as last counted.");
        meter.CreateObservableGauge("dead_letters.oldest.age", OldestAge, "s", "How long ago the oldest waiting dead letter was acked, by reason.");
    }

    public void Kept(string reason) => kept.Add(1, Tag(reason));

    public void Replayed(string reason) => replayed.Add(1, Tag(reason));

    public void Discarded(string reason) => discarded.Add(1, Tag(reason));

    public void ReplayFailed(string reason) => replayFailures.Add(1, Tag(reason));

    public void Counted(IReadOnlyList<DeadLetterCount> counts) => waiting = counts;

    private IEnumerable<Measurement<long>> Waiting() => waiting.Select(count => new Measurement<long>(count.Count, Tag(count.Reason)));

    private IEnumerable<Measurement<double>> OldestAge() =>
        waiting.Select(count => new Measurement<double>((timeProvider.GetUtcNow() - count.Oldest).TotalSeconds, Tag(count.Reason)));

    private static KeyValuePair<string, object?> Tag(string reason) => new("reason", reason);
}
