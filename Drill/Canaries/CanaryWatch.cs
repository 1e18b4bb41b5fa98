using OrleansFailover.History;

namespace OrleansFailover.Drill.Canaries;

/// <summary>
/// Looks for the canaries of restricted customers where they must not be. Those of free customers may be there, and show that the search reads what it is given: a place
/// where nothing at all is found proves nothing.
/// </summary>
/// <param name="restricted">What must not be found.</param>
/// <param name="free">What may be found.</param>
internal sealed class CanaryWatch(IReadOnlyCollection<Canary> restricted, IReadOnlyCollection<Canary> free)
{
    /// <summary>The promise that this decides.</summary>
    public const string Promise = "home-stays-home";

    private readonly HashSet<Canary> _restricted = [.. restricted];
    private readonly HashSet<Canary> _found = [];
    private readonly List<CanaryFinding> _findings = [];
    private readonly CanarySearch _search = new([.. restricted, .. free]);

    /// <summary>What was found, the place with the most hits first.</summary>
    public IReadOnlyList<CanaryFinding> Findings => [.. _findings.OrderByDescending(finding => finding.Hits)];

    /// <summary>How often was looked.</summary>
    public int Looks { get; private set; }

    /// <summary>How the promise fared; null when nobody looked, or there was nothing to look for.</summary>
    public PromiseResult? Verdict => Looks == 0 || _restricted.Count == 0
        ? null
        : new PromiseResult(Promise, _restricted.Count, _found.Count, 0, [.. Findings.DistinctBy(finding => (finding.Place, finding.When)).Take(PromiseResult.MaxExamples).Select(Text)], []);

    /// <summary>Looks through everything that a region holds.</summary>
    public async Task<CanaryLook> LookAsync(string when, string region, IAsyncEnumerable<Holding> held, CancellationToken cancellationToken)
    {
        var hits = new List<(Holding Holding, CanaryHit Hit)>();
        var (bytes, known) = (new Dictionary<HoldingPlace, long>(), new Dictionary<HoldingPlace, int>());
        await foreach (var holding in held.WithCancellation(cancellationToken))
        {
            bytes[holding.Place] = bytes.GetValueOrDefault(holding.Place) + holding.Content.Length;
            foreach (var hit in _search.In(holding.Content.Span))
            {
                if (_restricted.Contains(hit.Canary))
                {
                    // Without its content: what a control finds would fill the memory of this process.
                    hits.Add((holding with { Content = default }, hit));
                }
                else
                {
                    known[holding.Place] = known.GetValueOrDefault(holding.Place) + 1;
                }
            }
        }

        Looks++;
        _found.UnionWith(hits.Select(each => each.Hit.Canary));
        _findings.AddRange(hits
            .GroupBy(each => (each.Holding.Place, each.Hit.Canary.Kind, each.Hit.Form))
            .Select(same => new CanaryFinding(
                when, region, same.Key.Place, same.Key.Kind, same.Key.Form, same.Select(each => each.Hit.Canary).Distinct().Count(), same.Count(),
                $"'{same.First().Hit.Canary.Text}' of {same.First().Hit.Canary.Owner} in {same.First().Holding.Name} at {same.First().Hit.At}")));
        return new CanaryLook(bytes, known, hits.Select(each => each.Hit.Canary).Distinct().Count());
    }

    private static string Text(CanaryFinding finding) =>
        $"{finding.Place} of {finding.Region}, {finding.When}: {finding.Canaries} of kind {finding.Kind}, {finding.Hits} times as {finding.Form}, such as {finding.Example}";
}
