using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>The secrets store driver's own kind, which the client has no model of.</summary>
public sealed class SecretProviderClass : IKubernetesObject<V1ObjectMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("spec")]
    public SecretProviderClassSpec Spec { get; set; } = new();
}

public sealed class SecretProviderClassSpec
{
    [JsonPropertyName("provider")]
    public string Provider { get; set; } = "";

    [JsonPropertyName("parameters")]
    public IDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();

    [JsonPropertyName("secretObjects")]
    public IList<SyncedSecret> SecretObjects { get; set; } = [];

    /// <summary>The names of the files that are mounted.</summary>
    public IEnumerable<string> Files() =>
        from text in Parameters["objects"].Split("- |", StringSplitOptions.None).Skip(1)
        let fields = text.Split('\n').Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim())
        select fields.TryGetValue("objectAlias", out var alias) ? alias : fields["objectName"];
}

public sealed class SyncedSecret
{
    [JsonPropertyName("secretName")]
    public string SecretName { get; set; } = "";

    [JsonPropertyName("type")]
    public string Type { get; set; } = "";

    [JsonPropertyName("data")]
    public IList<SyncedSecretData> Data { get; set; } = [];
}

public sealed class SyncedSecretData
{
    [JsonPropertyName("objectName")]
    public string ObjectName { get; set; } = "";

    [JsonPropertyName("key")]
    public string Key { get; set; } = "";
}
