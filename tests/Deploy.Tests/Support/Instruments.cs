using System.Text.RegularExpressions;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>The instruments that the programs have, as their sources say, by the names that they get in Prometheus.</summary>
internal static partial class Instruments
{
    // Words of the query language, and what may stand where a metric's name may.
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "sum", "max", "min", "rate", "increase", "by", "or", "and", "unless", "offset", "vector", "histogram_quantile", "min_over_time",
    };

    // Of the collector, not of an instrument.
    private static readonly HashSet<string> OtherLabels = new(StringComparer.Ordinal) { "cloud_region", "le" };

    private static readonly Dictionary<string, string> Sources = Load();

    public static int Count => Sources.Count;

    /// <summary>What a query asks for that no program measures: metrics, and labels that none of its metrics has.</summary>
    public static IReadOnlyList<string> Unknown(string query)
    {
        var plain = Matcher().Replace(Text().Replace(query, ""), "");
        plain = Grouping().Replace(Span().Replace(plain, ""), "");
        var metrics = Word().Matches(plain).Select(match => match.Value).Where(word => !Words.Contains(word)).Distinct().ToList();
        var sources = string.Concat(metrics.Select(metric => Sources.GetValueOrDefault(metric, "")));
        var labels = Matcher().Matches(query).Concat(Grouping().Matches(query))
            .SelectMany(match => Label().Matches(Text().Replace(match.Groups["labels"].Value, "")).Select(label => label.Value));
        return
        [
            .. metrics.Count == 0 ? ["no metric"] : metrics.Where(metric => !Sources.ContainsKey(metric)),
            .. labels.Where(label => !OtherLabels.Contains(label) && !sources.Contains($"\"{label}\"", StringComparison.Ordinal)).Distinct(),
        ];
    }

    private static Dictionary<string, string> Load()
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "*Metrics.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(file);
            foreach (Match match in Creation().Matches(source))
            {
                foreach (var name in NamesOf(match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["unit"].Value))
                {
                    sources.Add(name, source);
                }
            }
        }

        return sources;
    }

    private static IEnumerable<string> NamesOf(string kind, string name, string unit)
    {
        var full = name.Replace('.', '_') + unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return kind switch
        {
            "Counter" => [full + "_total"],
            "Histogram" => [full + "_bucket", full + "_sum", full + "_count"],
            _ => [full],
        };
    }

    [GeneratedRegex("""Create(?<kind>Counter|Histogram|UpDownCounter|ObservableGauge)(?:<\w+>)?\(\s*"(?<name>[a-z_.]+)",[^\n]*?"(?<unit>\{\w+\}|s|By)",""")]
    private static partial Regex Creation();

    [GeneratedRegex(@"\{(?<labels>[^}]*)\}")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\bby \((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\[[^\]]*\]|\b\d+[smh]\b")]
    private static partial Regex Span();

    [GeneratedRegex(@"\b[a-z_]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[a-z_]+\b")]
    private static partial Regex Label();
}
