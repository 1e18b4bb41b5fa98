using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Docs.Tests;

/// <summary>
/// What leaves the process as telemetry, reviewed: every text that a log line can hold, and every tag of a metric or a trace, with what it holds. A new one fails here until somebody has said what it is.
/// Ids of people and messages are types that print pseudonyms, wherever they go.
/// </summary>
public sealed partial class LogFieldTests
{
    /// <summary>Types whose text tells nothing of a person: numbers, times, fixed words, names of the deployment, and ids that print keyed hashes.</summary>
    private static readonly string[] PlainTypes =
    [
        "Boolean", "Int32", "Int64", "Double", "TimeSpan", "DateTimeOffset", "RegionId", "ConversationId", "MessageId", "KeyId", "DeadLetterId",
    ];

    /// <summary>Texts, by event id and parameter.</summary>
    private static readonly Dictionary<string, string[]> Texts = new()
    {
        ["name of the configuration or the deployment"] =
        [
            "3053.topic", "9201.region", "1100.file", "1100.script", "1203.number", "1250.number", "1251.number", "2100.region", "2101.region", "2300.region", "2301.region",
            "2401.file", "2402.file", "2402.kept", "2403.file", "2404.directory", "2441.file", "2442.file", "2460.endpoint", "2480.session",
            "2481.session", "3000.client", "3000.facility", "3001.client", "3001.facility", "3002.topic", "3010.topic", "3011.topic", "3012.topic",
            "3013.topic", "3014.topic", "3015.topic", "3016.topic", "3020.topic", "3021.topic", "3022.topic", "3023.topic", "3024.topic",
            "3026.topic", "3027.topic", "3028.topic", "5006.loop", "5200.container", "5200.database", "5200.host", "5200.storage", "5220.region",
            "5221.region", "5222.region", "5223.copyRegion", "5223.region", "6010.vault", "6011.vault", "7000.region", "8000.zone", "8001.address",
            "8001.zone", "8002.zone", "8003.zone", "9000.peer", "9001.peer", "9002.peer", "9003.peer", "9004.peer",
        ],
        ["fixed word, or a code of a channel or a store"] =
        [
            "1005.outcome", "1005.reason", "1010.reason", "1011.reason", "1020.failure", "1200.reason", "1203.after", "1203.before", "1203.code",
            "1250.code", "2002.reason", "2003.reason", "2004.reason", "2005.reason", "2201.description", "2300.detail", "2350.failedAt",
            "2480.state", "2481.state", "3020.reason", "3023.reason", "3024.reason", "3051.place", "3051.reason", "3052.place", "5002.reason",
            "5005.reason", "5007.act", "5007.reason", "5100.reason", "5109.work", "5220.expected", "5220.found", "5221.status", "8000.reason",
            "9000.reason", "9002.reason", "9004.reason", "9100.action", "3053.code", "9200.what",
        ],
        ["fault of a library, a script or the configuration, without what anybody said"] =
        [
            "1009.fault", "2101.error", "3000.message", "3001.message", "3003.error", "3026.fault", "5101.message", "6001.errors",
        ],
        ["hash, or an id of ours that is made of hashes"] =
        [
            "1005.replyId", "1006.replyId", "1010.replyId", "1011.replyId", "1020.replyId", "1200.replyId", "6000.fingerprint", "7015.id",
        ],
        ["pseudonym of a conversation"] =
        [
            "5105.conversation", "5106.conversation", "5107.conversation", "5108.conversation", "5111.conversation", "5220.conversation",
            "5221.conversation", "5222.conversation", "5223.conversation",
        ],
        ["failover event: its message id is a pseudonym"] = ["3050.json"],
        ["name of an operator, for the audit trail alone"] = ["9100.who"],
        ["path of the operator's request, or a pseudonym"] = ["9100.what"],
    };

    /// <summary>Tags of metrics and traces.</summary>
    private static readonly Dictionary<string, string[]> Tags = new()
    {
        ["name of the configuration or the deployment"] = ["app", "number", "region", "session", "source", "messaging.system", "messaging.destination.name", "lane", "match", "partition"],
        ["fixed word, or a code of a channel"] =
        [
            "by", "cause", "channel", "code", "failover.reason", "failure", "health", "newer", "opened", "opening", "outcome", "place", "reason", "recipient", "reply.outcome", "state", "status",
            "verdict",
        ],
        ["number"] = ["messaging.batch.message_count", "turn.events"],
        ["pseudonym of a conversation"] = ["conversation.pseudonym"],
    };

    [Fact]
    public void LogTexts_OfAllAreas_AreReviewed()
    {
        var found = Fields().ToList();
        var reviewed = Texts.Values.SelectMany(fields => fields).ToList();

        Assert.True(found.Count > 50, "The texts of the product's log lines were found.");
        Assert.Empty(found.Except(reviewed));
        Assert.Empty(reviewed.Except(found));
        Assert.Equal(reviewed.Count, reviewed.Distinct().Count());
    }

    [Fact]
    public void Tags_OfMetricsAndTraces_AreReviewed()
    {
        var found = SourceTags().Distinct().ToList();
        var reviewed = Tags.Values.SelectMany(tags => tags).ToList();

        Assert.True(found.Count > 20, "The tags of the product were found.");
        Assert.Empty(found.Except(reviewed));
        Assert.Empty(reviewed.Except(found));
    }

    private static IEnumerable<string> Fields() =>
        from type in Product.Types
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        from parameter in method.GetParameters()
        let kind = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        where !typeof(ILogger).IsAssignableFrom(kind) && !typeof(Exception).IsAssignableFrom(kind) && !kind.IsEnum && !PlainTypes.Contains(kind.Name)
        select $"{message.EventId}.{parameter.Name}";

    private static IEnumerable<string> SourceTags() =>
        from file in Directory.EnumerateFiles(Product.Root, "*.cs", SearchOption.AllDirectories)
        let area = Path.GetRelativePath(Product.Root, file).Split(Path.DirectorySeparatorChar)[0]
        where Product.Assemblies.Any(assembly => assembly.GetName().Name == area)
        from match in Tag().Matches(File.ReadAllText(file))
        select match.Groups[1].Value;

    [GeneratedRegex("(?:KeyValuePair<string, object\\?>\\(|SetTag\\(|AddTag\\(|KeyValuePair<string, object\\?> Tag\\([^)]*\\) => new\\()\\s*\"([a-z._]+)\"")]
    private static partial Regex Tag();
}
