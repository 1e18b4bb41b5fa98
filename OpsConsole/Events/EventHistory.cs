using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.OpsConsole.Incidents;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Events;

/// <summary>The newest failover events of all regions, each once. Thread-safe; it tells of each new one.</summary>
internal sealed class EventHistory(SignalLog signals, IOptions<ConsoleOptions> options)
{
    private readonly Lock changing = new();
    private readonly SortedSet<FailoverEventLine> lines = new(Comparer<FailoverEventLine>.Create(Compare));

    /// <summary>After an event, on the thread that read it.</summary>
    public event Action? Changed;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FailoverEventLine> Lines
    {
        get
        {
            lock (changing)
            {
                return [.. lines.Reverse()];
            }
        }
    }

    public void Add(FailoverEventLine line)
    {
        lock (changing)
        {
            if (!lines.Add(line))
            {
                return;
            }

            if (lines.Count > options.Value.EventsKept)
            {
                lines.Remove(lines.Min!);
            }
        }

        if (SignalOf(line) is { } signal)
        {
            signals.Add(signal);
        }

        Changed?.Invoke();
    }

    /// <summary>What an event says of a region's health; null when nothing. One that was hedged says that a region was slow, not that it was down.</summary>
    internal static Signal? SignalOf(FailoverEventLine line) => line switch
    {
        { Status: "failover_triggered" or "taken_over", TargetRegion: { } target } when target != line.PrimaryRegion =>
            new(line.Timestamp, line.PrimaryRegion, SignalKind.TakenElsewhere, target, TimeSpan.FromMilliseconds(line.LatencyMs)),
        { Status: "failed_back" } => new(line.Timestamp, line.PrimaryRegion, SignalKind.Up),
        _ => null,
    };

    private static int Compare(FailoverEventLine? left, FailoverEventLine? right)
    {
        var order = left!.Timestamp.CompareTo(right!.Timestamp);
        order = order != 0 ? order : string.CompareOrdinal(left.MessageId, right.MessageId);
        order = order != 0 ? order : string.CompareOrdinal(left.Status, right.Status);
        order = order != 0 ? order : string.CompareOrdinal(left.TargetRegion, right.TargetRegion);
        return order != 0 ? order : left.LatencyMs.CompareTo(right.LatencyMs);
    }
}
