using System.Text.RegularExpressions;

namespace OrleansFailover.Docs.Tests;

/// <summary>Every link from one page of the project to another finds its file, and its heading where it names one.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void EveryLink_ToAFileOfTheProject_FindsIt()
    {
        var links = Pages().SelectMany(page => Links(File.ReadAllText(page)).Select(link => (Page: page, Link: link))).ToList();

        Assert.True(links.Count > 100, $"Only {links.Count} links were found.");
        Assert.Empty(links.Where(link => !IsThere(link.Page, link.Link)).Select(link => $"{Path.GetRelativePath(Product.Root, link.Page)}: {link.Link}"));
    }

    // The control: what the check above would not see makes it worth nothing.
    [Theory]
    [InlineData("[a](settings.md)", true)]
    [InlineData("[a](settings.md#cosmos)", true)]
    [InlineData("[a](no-such-page.md)", false)]
    [InlineData("[a](settings.md#no-such-heading)", false)]
    [InlineData("![a](images/no-such-picture.png)", false)]
    public void IsThere_ALinkOfAPageInDocs_IsSeen(string text, bool isThere) =>
        Assert.Equal(isThere, IsThere(Path.Combine(Product.Root, "docs", "architecture.md"), Assert.Single(Links(text))));

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Product.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Product.Root, "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Product.Root, "bench"), "*.md"));

    private static IEnumerable<string> Links(string text) => Link().Matches(text).Select(match => match.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool IsThere(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal)
            ? File.Exists(target) || Directory.Exists(target)
            : File.Exists(target) && File.ReadLines(target).Where(line => line.StartsWith('#')).Select(Anchor).Contains(parts[1]);
    }

    // As GitHub makes them: lower case, no punctuation, a hyphen for each space.
    private static string Anchor(string heading) => NotInAnchors().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
