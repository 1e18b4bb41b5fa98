using System.Text.Json;
using System.Text.RegularExpressions;
using k8s.Models;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Monitoring;

/// <summary>The alert rules and the dashboard ask for what the programs measure, and nobody is woken without a runbook.</summary>
public sealed class MonitoringTests
{
    private static readonly Lazy<Overlay> Rendered = new(() => new Overlay("monitoring", Kubectl.Kustomize(Repository.PathOf("k8s", "monitoring"))));

    private static List<AlertRule> Rules =>
        [.. Overlay.Read(Repository.Read("k8s", "monitoring", "alerts.yaml")).OfType<PrometheusRule>().SelectMany(rule => rule.Spec.Groups).SelectMany(group => group.Rules)];

    [Fact]
    public void Rules_Everyone_AsksForWhatIsMeasured()
    {
        Assert.True(Instruments.Count > 100, $"Only {Instruments.Count} names of instruments were found.");
        Assert.True(Rules.Count > 8, $"Only {Rules.Count} rules were found.");

        Assert.All(Rules, rule => Assert.Empty(Instruments.Unknown(rule.Expr)));
    }

    [Fact]
    public void Rules_Everyone_HasASeverityASummaryAndARunbookThatNamesIt()
    {
        Assert.Equal(Rules.Count, Rules.Select(rule => rule.Alert).Distinct().Count());
        var page = Repository.Read("docs", "monitoring.md");
        Assert.All(Rules, rule =>
        {
            Assert.Contains(rule.Labels["severity"], (string[])["critical", "warning", "info"]);
            Assert.NotEmpty(rule.Annotations["summary"]);
            Assert.Contains($"`{rule.Alert}`", Repository.Read(rule.Annotations["runbook"].Split('/')), StringComparison.Ordinal);
            Assert.Contains($"`{rule.Alert}`", page, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("region-lost")]
    [InlineData("failback")]
    [InlineData("dead-letters-growing")]
    [InlineData("standby-copies-not-draining")]
    [InlineData("credentials-rejected")]
    public void Runbooks_OfTheFiveSituations_AreThoseOfSomeAlert(string name) =>
        Assert.Contains(Rules, rule => rule.Annotations["runbook"] == $"docs/runbooks/{name}.md");

    // A label that a summary shows must outlive the aggregation.
    [Fact]
    public void Rules_LabelsOfASummary_AreOnesTheRuleGroupsBy() => Assert.All(Rules, rule =>
        Assert.All(Regex.Matches(rule.Annotations["summary"], @"\$labels\.(\w+)"), label =>
            Assert.Matches($@"\bby \({label.Groups[1].Value}\)", rule.Expr)));

    [Fact]
    public void Dashboard_EveryPanel_AsksForWhatIsMeasured()
    {
        var queries = Queries(Repository.Read("k8s", "monitoring", "dashboard.json"));

        Assert.True(queries.Count > 20, $"Only {queries.Count} queries were found.");
        Assert.All(queries, query => Assert.Empty(Instruments.Unknown(query)));
    }

    [Fact]
    public void Dashboard_Panels_DoNotOverlap()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("k8s", "monitoring", "dashboard.json"));
        var taken = new HashSet<(int, int)>();
        foreach (var place in dashboard.RootElement.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("gridPos")))
        {
            int Of(string name) => place.GetProperty(name).GetInt32();
            Assert.True(Of("x") + Of("w") <= 24, "A panel is over the edge.");
            for (var x = Of("x"); x < Of("x") + Of("w"); x++)
            {
                for (var y = Of("y"); y < Of("y") + Of("h"); y++)
                {
                    Assert.True(taken.Add((x, y)), $"Two panels are at {x}, {y}.");
                }
            }
        }
    }

    [Fact]
    public void Kustomization_Renders_TheRulesAndTheDashboardForTheSidecar()
    {
        Assert.Equal(Rules.Count, Assert.Single(Rendered.Value.OfKind<PrometheusRule>()).Spec.Groups.Sum(group => group.Rules.Count));
        var map = Assert.Single(Rendered.Value.OfKind<V1ConfigMap>());
        Assert.Equal("1", map.Metadata.Labels["grafana_dashboard"]);
        Assert.NotEmpty(Queries(map.Data["dashboard.json"]));
    }

    [Theory]
    [InlineData("max by (region) (edge_region_healthy) == 0", "")]
    [InlineData("sum(rate(webhook_ack_duration_seconds_count{outcome=\"not-taken\"}[5m])) > 0", "")]
    [InlineData("max by (reason) (dead_letters_waiting offset 15m) > 10", "")]
    [InlineData("max by (region) (edge_region_helthy) == 0", "edge_region_helthy region")]
    [InlineData("max by (zone) (edge_region_healthy) == 0", "zone")]
    [InlineData("sum(rate(webhook_ack_duration_count{outcome=\"x\"}[5m])) > 0", "webhook_ack_duration_count outcome")]
    [InlineData("sum(rate(webhook_received_total{tenant=\"a\"}[5m]))", "tenant")]
    [InlineData("sum(rate(edge_not_taken[5m]))", "edge_not_taken")]
    [InlineData("vector(1)", "no metric")]
    public void Unknown_OfAQuery_IsWhatNoProgramMeasures(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', Instruments.Unknown(query)));

    private static List<string> Queries(string dashboard)
    {
        using var json = JsonDocument.Parse(dashboard);
        return
        [
            .. from panel in json.RootElement.GetProperty("panels").EnumerateArray()
               where panel.TryGetProperty("targets", out _)
               from target in panel.GetProperty("targets").EnumerateArray()
               select target.GetProperty("expr").GetString()!,
        ];
    }
}
