using System.Globalization;
using System.Text;

namespace OrleansFailover.Load.Results;

/// <summary>What three targets take, computed from what was measured and what is assumed.</summary>
internal static class ScaleTable
{
    public static string Write(IEnumerable<Row> rows, Assumptions assumed)
    {
        var figures = Figures.Of(rows);
        ScaleTarget[] targets = [ScaleTarget.PerSecond(1000), ScaleTarget.ConversationsPerDay(1_000_000, assumed), ScaleTarget.PerMonth(100_000_000, assumed)];
        var needs = targets.Select(target => ScaleNeed.Of(target, figures, assumed)).ToList();
        var page = new StringBuilder();
        page.Append("## What it takes\n\nComputed by the formulas of [docs/scale.md](../docs/scale.md) from the lines above and from [assumptions.json](assumptions.json), in each region unless it says otherwise.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"**Noted {assumed.Noted}:** {assumed.Status}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", targets.Select(target => target.Name))} |\n|---|{string.Concat(targets.Select(_ => "---|"))}\n");
        Line("messages a second at the peak", [.. targets.Select(target => (double?)target.Peak)]);
        Line("gateway processors", [.. needs.Select(need => need.GatewayProcessors)]);
        Line("silo processors", [.. needs.Select(need => need.SiloProcessors)]);
        Line("throughput units of the log", [.. needs.Select(need => (double?)need.ThroughputUnits)]);
        Line("request units a second", [.. needs.Select(need => need.RequestUnits)]);
        Line("heap of warm conversations, GB", [.. needs.Select(need => need.WarmGigabytes)]);
        Line("GB between the regions, a month", [.. needs.Select(need => need.BetweenRegionsGigabytes)]);
        Line("USD a month, all regions, under the assumed prices", [.. needs.Select(need => need.Usd)]);
        page.Append("\nRedis, storage and the channel's own fees are not in the money.\n");
        return page.ToString();

        void Line(string what, IReadOnlyList<double?> values) => page.Append(
            CultureInfo.InvariantCulture, $"| {what} | {string.Join(" | ", values.Select(value => value is { } known ? Spread.Text(known) : "not measured"))} |\n");
    }
}
