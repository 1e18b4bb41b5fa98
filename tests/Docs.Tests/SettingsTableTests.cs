namespace OrleansFailover.Docs.Tests;

public class SettingsTableTests
{
    private static string Page => Path.Combine(Product.Root, "docs", "settings.md");

    [Fact]
    public void Page_OfTheOptionTypes_IsCurrent()
    {
        var made = SettingsTable.Make().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Page, made);
        }

        Assert.Equal(made, File.ReadAllText(Page));
    }

    [Fact]
    public void Page_EverySetting_HasAMeaning()
    {
        var bare = SettingsTable.Make().Split('\n').Where(line => line.TrimEnd().EndsWith("|  |", StringComparison.Ordinal));
        Assert.Empty(bare);
    }

    [Fact]
    public void Sections_OfAllHosts_AreFound() =>
        Assert.Superset(
            new HashSet<string>(["Cosmos", "Regions", "Standby", "InboundLog", "Conversation", "Scripts", "WhatsApp:CloudApi", "Clustering", "Webhook", "Edge", "Gateway"]),
            SettingsTable.Sections().Select(section => section.Section).ToHashSet());
}
