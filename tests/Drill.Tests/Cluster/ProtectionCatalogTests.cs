using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.History;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class ProtectionCatalogTests
{
    public static TheoryData<string> Settings => [.. ProtectionCatalog.All.SelectMany(protection => protection.Settings).Select(setting => setting.Name.Replace("__", ":", StringComparison.Ordinal))];

    /// <summary>A setting that no host knows any more would turn nothing off.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public void Settings_OfEveryProtection_AreSettingsOfTheHosts(string setting)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!root.EnumerateFiles("*.sln").Any())
        {
            root = root.Parent!;
        }

        var page = File.ReadAllText(Path.Combine(root.FullName, "docs", "settings.md"));

        Assert.Contains($"| `{setting}` |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Controls_OfEveryScenario_HaveAPromiseToBreak() =>
        Assert.All(ScenarioCatalog.All, scenario =>
        {
            Assert.NotEqual(Protections.None, scenario.Setup.Control);
            Assert.Contains(scenario.Setup.Breaks, HistoryChecker.Promises.Select(promise => promise.Name).Append(CanaryWatch.Promise));
        });

    /// <summary>Two names that are one would hide a scenario.</summary>
    [Fact]
    public void Names_OfEveryScenario_Differ() =>
        Assert.Equal(ScenarioCatalog.All.Count, ScenarioCatalog.All.Select(scenario => scenario.Name).Append("all").Distinct().Count() - 1);
}
