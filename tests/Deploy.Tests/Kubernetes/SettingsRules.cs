using System.Globalization;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

/// <summary>What must be true of a program's settings in a cluster.</summary>
internal static class SettingsRules
{
    // Those without which a program does not start, or works with another one's default.
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["silo"] =
        [
            "Regions__Current", "Regions__All__*__Name", "Regions__All__*__Redis", "Cosmos__Endpoint", "Clustering__Redis", "Clustering__AdvertisedAddress",
            "InboundLog__BootstrapServers", "Scripts__Default", "WhatsApp__CloudApi__AccessToken", "Privacy__PseudonymKey", "DeadLetters__Provider",
            "POD_NAME", "POD_NAMESPACE",
        ],
        ["gateway"] =
        [
            "Gateway__Role", "Regions__Current", "Regions__All__*__Name", "Regions__All__*__Redis", "Regions__All__*__Gateway", "Cosmos__Endpoint",
            "InboundLog__BootstrapServers", "Webhook__AppSecret", "Webhook__VerifyToken", "Privacy__PseudonymKey", "Spool__Directory", "DeadLetters__Provider",
        ],
        ["edge"] = ["Gateway__Role", "Edge__Regions__*__Name", "Edge__Regions__*__Address", "Edge__Regions__*__InboundLog__BootstrapServers", "FailoverEvents__Topic"],
        ["console"] =
        [
            "OpsConsole__Regions__*__Name", "OpsConsole__Regions__*__Gateway", "OpsConsole__Regions__*__Silo", "OpsConsole__Regions__*__InboundLog__BootstrapServers", "OpsConsole__Edge",
            "OpsConsole__Token", "Access__Token",
        ],
    };

    /// <summary>The settings that a program must have whatever it has: with the number of regions in the place of the star.</summary>
    public static IEnumerable<string> RequiredOf(string program, int regions) =>
        Required[program].SelectMany(name => name.Contains('*', StringComparison.Ordinal)
            ? Enumerable.Range(0, regions).Select(index => name.Replace("*", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            : [name]);

    /// <summary>The names of required settings, without indexes, of all programs.</summary>
    public static IEnumerable<string> RequiredNames => Required.Values.SelectMany(names => names).Select(name => name.Replace("__*", "", StringComparison.Ordinal)).Distinct();

    /// <summary>Every error of one program's variables and mounted files.</summary>
    public static IReadOnlyList<string> Errors(string program, IReadOnlyDictionary<string, string> variables, IReadOnlyCollection<string> files)
    {
        var errors = new List<string>();
        errors.AddRange(variables.Keys.Concat(files).Where(name => !BoundSettings.Binds(program, name)).Select(name => $"{program} does not bind {name}."));
        errors.AddRange(variables.Keys.Intersect(files).Select(name => $"{program} has {name} twice: as a variable and as a file."));
        errors.AddRange(variables.Where(pair => string.IsNullOrWhiteSpace(pair.Value)).Select(pair => $"{program} has an empty {pair.Key}."));

        var there = variables.Keys.Concat(files).ToHashSet(StringComparer.Ordinal);
        var list = program switch { "edge" => "Edge__Regions__", "console" => "OpsConsole__Regions__", _ => "Regions__All__" };
        var regions = there.Where(name => name.StartsWith(list, StringComparison.Ordinal)).Select(name => name.Split("__")[2]).Distinct().Count();
        errors.AddRange(RequiredOf(program, Math.Max(regions, 1)).Where(name => !there.Contains(name)).Select(name => $"{program} needs {name}."));

        if (variables.GetValueOrDefault("DeadLetters__Provider") == "AzureBlob"
            && there.Contains("DeadLetters__Blob__ServiceUri") == there.Contains("DeadLetters__Blob__ConnectionString"))
        {
            errors.Add($"{program} needs one of DeadLetters__Blob__ServiceUri and DeadLetters__Blob__ConnectionString.");
        }

        if (variables.TryGetValue("Regions__Current", out var current) && !variables.Any(pair => pair.Key.StartsWith("Regions__All__", StringComparison.Ordinal) && pair.Value == current))
        {
            errors.Add($"{program} is of the region {current}, which is none of Regions__All.");
        }

        // Without a rule that restricts anybody nobody is masked, and no key is needed.
        if (!there.Contains("Residency__IdKey") && RestrictingRules(there, variables).Any())
        {
            errors.Add($"{program} needs Residency__IdKey: {string.Join(", ", RestrictingRules(there, variables))} restricts senders.");
        }

        errors.AddRange(there.Where(BoundSettings.IsForDrills).Select(name => $"{program} has {name}, which is for drills only."));
        return errors;
    }

    private static IEnumerable<string> RestrictingRules(IEnumerable<string> there, IReadOnlyDictionary<string, string> variables) =>
        there.Where(name => name.StartsWith("Residency__Rules__", StringComparison.Ordinal))
            .Select(name => string.Join("__", name.Split("__").Take(3)))
            .Distinct()
            .Where(rule => variables.GetValueOrDefault($"{rule}__WhenHomeIsDown") != "Allow");
}
