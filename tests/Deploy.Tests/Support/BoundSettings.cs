using System.Text.RegularExpressions;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>The settings that programs bind: docs/settings.md, which a test of its own keeps equal to the option types.</summary>
internal static partial class BoundSettings
{
    // Options inside options, which the page tells in one row.
    private static readonly (string Prefix, string[] Source)[] Nested =
    [
        ("DeadLetters:Blob", ["DeadLetters", "DeadLetterBlobOptions.cs"]),
        ("Edge:Regions:0:InboundLog", ["InboundLog", "InboundLogOptions.cs"]),
        ("OpsConsole:Regions:0:InboundLog", ["InboundLog", "InboundLogOptions.cs"]),
    ];

    // Sections of each program, as its Program.cs registers them.
    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.Ordinal)
    {
        ["silo"] =
        [
            "Privacy", "Secrets", "Regions", "Standby", "DeadLetters", "Residency", "Conversation", "BusinessNumbers", "Scripts", "WhatsApp:CloudApi",
            "Clustering", "InboundLog", "LogReader", "FailoverEvents", "Cosmos", "Access",
        ],
        ["gateway"] =
        [
            "Privacy", "Secrets", "Gateway", "ClientCertificate", "Regions", "Standby", "Webhook", "BusinessNumbers", "InboundLog", "DeadLetters", "Residency",
            "Spool", "Health", "Cosmos", "Access", "FailoverEvents",
        ],
        ["edge"] = ["Privacy", "Secrets", "Gateway", "ClientCertificate", "Edge", "FailoverEvents", "Access"],
        ["console"] = ["Secrets", "OpsConsole", "Access"],
    };

    // Read by the runtime, the web host, the logging, the Cosmos client and Orleans' Kubernetes hosting.
    private static readonly string[] Platform =
        ["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "DOTNET_ENVIRONMENT", "DOTNET_EnableDiagnostics", "AZURE_COSMOS_AAD_SCOPE_OVERRIDE", "POD_NAME", "POD_NAMESPACE"];

    private static readonly HashSet<string> All = Load();

    public static int Count => All.Count;

    /// <summary>Whether a program binds a setting, as an environment variable or a file is named.</summary>
    public static bool Binds(string program, string variable)
    {
        if (Platform.Contains(variable) || variable.StartsWith("Logging__LogLevel__", StringComparison.Ordinal))
        {
            return true;
        }

        var setting = Index().Replace(variable.Replace("__", ":", StringComparison.Ordinal), ":0");
        return All.Contains(setting) && Sections[program].Any(section => setting.StartsWith(section + ":", StringComparison.Ordinal));
    }

    /// <summary>Whether a setting turns something off that a promise needs, so that a drill can show it.</summary>
    public static bool IsForDrills(string variable)
    {
        var setting = Index().Replace(variable.Replace("__", ":", StringComparison.Ordinal), ":0");
        return Repository.Read("docs", "settings.md").Split('\n')
            .Any(line => line.StartsWith($"| `{setting}` |", StringComparison.Ordinal) && line.Contains("For drills only", StringComparison.Ordinal));
    }

    /// <summary>The default of a time that the page gives, for example <c>Default 5 s</c>.</summary>
    public static TimeSpan DefaultTime(string setting)
    {
        var row = Assert.Single(Repository.Read("docs", "settings.md").Split('\n'), line => line.StartsWith($"| `{setting}` |", StringComparison.Ordinal));
        return TimeSpan.FromSeconds(int.Parse(Regex.Match(row, @"Default (\d+) s").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static HashSet<string> Load()
    {
        var page = Repository.Read("docs", "settings.md");
        var names = Row().Matches(page).Select(match => match.Groups[1].Value).Append("Privacy:PseudonymKey").ToHashSet(StringComparer.Ordinal);
        names.UnionWith(TextList().Matches(page).Select(match => $"{match.Groups[1].Value}:0"));
        foreach (var (prefix, source) in Nested)
        {
            names.UnionWith(Property().Matches(Repository.Read(source)).Select(match => $"{prefix}:{match.Groups[1].Value}"));
        }

        return names;
    }

    [GeneratedRegex(@"^\| `([A-Za-z0-9:]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `([A-Za-z0-9:]+)` \| list of text \|", RegexOptions.Multiline)]
    private static partial Regex TextList();

    [GeneratedRegex(@"^    public [\w?<>]+ (\w+) \{ get; set; \}", RegexOptions.Multiline)]
    private static partial Regex Property();

    [GeneratedRegex(@":\d+(?=:|$)")]
    private static partial Regex Index();
}
