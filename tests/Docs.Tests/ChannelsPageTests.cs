using System.Text.RegularExpressions;

namespace OrleansFailover.Docs.Tests;

public partial class ChannelsPageTests
{
    private static readonly Lazy<HashSet<string>> Tests = new(Find);

    [Fact]
    public void Tables_EveryFeature_NamesATestThatExists()
    {
        var rows = Rows();
        Assert.True(rows.Count > 30, $"The rows of the tables were found: {rows.Count}.");
        Assert.Empty(rows.Where(row => row.Tests.Count == 0).Select(row => $"{row.Feature}: names no test"));
        Assert.Empty(rows.SelectMany(row => row.Tests.Where(test => !Tests.Value.Contains(test)).Select(test => $"{row.Feature}: there is no {test}")));
    }

    [Theory]
    [InlineData("ChannelsPageTests.Tables_EveryFeature_NamesATestThatExists", true)]
    [InlineData("ChannelsPageTests.Tables_EveryFeature_NamesATestThatDoesNotExist", false)]
    [InlineData("LogTests.Tables_EveryFeature_NamesATestThatExists", false)]
    [InlineData("ChannelsPageTests.Find", false)]
    public void Tests_OfTheSources_AreFoundByClassAndName(string test, bool found) => Assert.Equal(found, Tests.Value.Contains(test));

    private static List<(string Feature, IReadOnlyList<string> Tests)> Rows() =>
    [
        .. from line in File.ReadAllLines(Path.Combine(Product.Root, "docs", "channels.md"))
           where line.StartsWith("| ", StringComparison.Ordinal)
           let cells = line.Trim('|', ' ').Split('|')
           where cells[^1].Trim() != "test"
           select (cells[0].Trim(), (IReadOnlyList<string>)[.. TestName().Matches(cells[^1]).Select(match => match.Groups[1].Value)]),
    ];

    private static HashSet<string> Find() =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(Product.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
           let source = File.ReadAllText(file)
           let name = ClassName().Match(source).Groups[1].Value
           from method in Method().Matches(source)
           select $"{name}.{method.Groups[1].Value}",
    ];

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^    public (?:async )?(?:void|Task|ValueTask) (\w+_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();
}
