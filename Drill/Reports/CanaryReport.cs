using OrleansFailover.Drill.Canaries;

namespace OrleansFailover.Drill.Reports;

/// <summary>What restricted customers said or are, found outside their home.</summary>
/// <param name="When">When was looked.</param>
/// <param name="Region">In which region.</param>
/// <param name="Place">Where in it, e.g. <c>Documents</c>.</param>
/// <param name="Kind">What it is, e.g. <c>Text</c>.</param>
/// <param name="Form">How it stood there, e.g. <c>Base64</c>.</param>
/// <param name="Canaries">How many different ones.</param>
/// <param name="Hits">How often.</param>
/// <param name="Example">One of them.</param>
public sealed record CanaryReport(string When, string Region, string Place, string Kind, string Form, int Canaries, int Hits, string Example)
{
    internal static CanaryReport Of(CanaryFinding finding) => new(
        finding.When, finding.Region, finding.Place.ToString(), finding.Kind.ToString(), finding.Form.ToString(), finding.Canaries, finding.Hits, finding.Example);
}
