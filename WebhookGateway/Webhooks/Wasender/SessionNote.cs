using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// {"support":{"state":"logged_out","at":"2026-11-24T19:03:00+00:00"}}

/// <summary>The states of the sessions, as they stand in a region's Redis for all of its gateways.</summary>
internal static class SessionNote
{
    public const string Name = "sessions";

    public static string Write(IReadOnlyDictionary<string, SessionState> states) =>
        JsonSerializer.Serialize(new Dictionary<string, SessionState>(states), SessionJsonContext.Default.DictionaryStringSessionState);

    /// <summary>Empty for a text that this build cannot read: then nothing is known.</summary>
    public static IReadOnlyDictionary<string, SessionState> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SessionJsonContext.Default.DictionaryStringSessionState) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, SessionState>();
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, SessionState>))]
internal sealed partial class SessionJsonContext : JsonSerializerContext;
