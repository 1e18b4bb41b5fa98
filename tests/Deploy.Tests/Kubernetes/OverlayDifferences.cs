using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

/// <summary>Where two regions differ.</summary>
internal static class OverlayDifferences
{
    // Everything in which regions may differ: where their services are, and who they are. Values only; the names are the same.
    private static readonly Regex[] Allowed =
    [
        Exactly("ConfigMap/region-settings/data/(Regions__Current|Cosmos__Endpoint|InboundLog__BootstrapServers|DeadLetters__Blob__ServiceUri)"),
        Exactly("ConfigMap/edge-settings/data/Edge__Regions__[0-9]+__Address"),
        Exactly("ConfigMap/console-settings/data/OpsConsole__Regions__[0-9]+__(Gateway|Silo)"),
        Exactly("Deployment/silo/spec/template/metadata/labels/orleans/clusterId"),
        Exactly("ServiceAccount/(silo|gateway|edge|console)/metadata/annotations/azure.workload.identity/client-id"),
        Exactly("SecretProviderClass/[a-z-]+/spec/parameters/(keyvaultName|clientID)"),
        Exactly("Ingress/(gateway|edge|console|gateway-operators|silo-operators)/spec/rules/0/host"),
    ];

    /// <summary>The differences that are not allowed.</summary>
    public static IReadOnlyList<string> Unlisted(Overlay one, Overlay other) => [.. Between(one, other).Where(path => !Allowed.Any(allowed => allowed.IsMatch(path)))];

    /// <summary>All differences: the paths whose values differ, and with a sign in front those that only one has.</summary>
    public static IEnumerable<string> Between(Overlay one, Overlay other)
    {
        var left = Values(one);
        var right = Values(other);
        return left.Keys.Except(right.Keys).Select(path => $"only {one.Name}: {path}")
            .Concat(right.Keys.Except(left.Keys).Select(path => $"only {other.Name}: {path}"))
            .Concat(left.Where(pair => right.TryGetValue(pair.Key, out var value) && value != pair.Value).Select(pair => pair.Key));
    }

    private static Dictionary<string, string> Values(Overlay overlay)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var thing in overlay.Objects)
        {
            var node = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(thing, thing.GetType(), Json))!;
            Flatten($"{thing.Kind}/{Overlay.WithoutHash(thing.Metadata.Name)}", node, values);
        }

        return values;
    }

    private static void Flatten(string path, JsonNode? node, Dictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    Flatten($"{path}/{name}", value, values);
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    Flatten($"{path}/{index}", items[index], values);
                }

                break;
            case not null:
                values.Add(path, Overlay.WithoutHash(node.ToString()));
                break;
            default:
                break;
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions Json = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static Regex Exactly(string pattern) => new($"^{pattern}$", RegexOptions.CultureInvariant);
}
