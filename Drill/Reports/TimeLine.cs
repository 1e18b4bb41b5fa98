using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Acks and replies per region around the first fault, as text.</summary>
internal static class TimeLine
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Bucket = TimeSpan.FromMilliseconds(500);

    public static IReadOnlyList<string> Draw(RunResult run, IReadOnlyList<string> regions)
    {
        var fault = run.Faults.Count > 0 ? run.Faults[0] : null;
        var middle = fault?.At ?? Before;
        var acks = run.Deliveries.Where(delivery => delivery.IsAcked && delivery.Messages.Count > 0).ToList();
        var acking = acks.Exists(ack => ack.Region is not null)
            ? regions.Select(region => ($"acks {region}", acks.Where(ack => ack.Region == region).Select(ack => ack.Ended)))
            : [("acks", acks.Select(ack => ack.Ended))];
        var rows = acking
            .Concat(regions.Select(region => ($"replies {region}", run.Sends.Where(send => send.Region == region).Select(send => send.At))))
            .Select(row => (Name: row.Item1, Counts: Sparkline.Count(row.Item2, middle - Before, Bucket, (int)((Before + After) / Bucket))))
            .ToList();

        var highest = rows.Max(row => row.Counts.Max());
        var width = rows.Max(row => row.Name.Length);
        var split = (int)(Before / Bucket);
        var title = fault is null ? "start" : $"{fault.What} {fault.Region}";
        return
        [
            $"{new string(' ', width)}  -{Before.TotalSeconds:0} s".PadRight(width + 2 + split) + $"│ {title}".PadRight((int)(After / Bucket) - 4) + $"+{After.TotalSeconds:0} s",
            .. rows.Select(row =>
            {
                var bars = Sparkline.Draw(row.Counts, highest);
                return $"{row.Name.PadRight(width)}  {bars[..split]}│{bars[split..]}";
            }),
            $"One column is {Bucket.TotalMilliseconds:0} ms, the highest bar {highest}.",
        ];
    }
}
