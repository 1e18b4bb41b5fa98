using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansFailover.BusinessNumbers.Credentials;

// {"sales":{"state":"Accepted","token":"1f0c…","at":"2026-11-24T19:03:00+00:00"},"support":{"state":"Rejected","token":"77ab…","at":"…","reason":"190"}}

/// <summary>The findings of a region's silos, as they stand in its Redis for its gateways. No secret is in it.</summary>
internal static class CredentialNote
{
    public const string Name = "credentials";

    public static string Write(IReadOnlyDictionary<string, CredentialFinding> findings) =>
        JsonSerializer.Serialize(new Dictionary<string, CredentialFinding>(findings), CredentialJsonContext.Default.DictionaryStringCredentialFinding);

    /// <summary>Empty for a text that this build cannot read: then nothing is known.</summary>
    public static IReadOnlyDictionary<string, CredentialFinding> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CredentialJsonContext.Default.DictionaryStringCredentialFinding) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, CredentialFinding>();
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dictionary<string, CredentialFinding>))]
internal sealed partial class CredentialJsonContext : JsonSerializerContext;
