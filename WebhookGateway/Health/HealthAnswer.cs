using System.Text.Json.Serialization;

namespace OrleansFailover.WebhookGateway.Health;

// { "status": "Healthy", "region": "eastus", "parts": { "inbound-log": { "status": "Healthy", "description": "…" } } }

/// <summary>The body of <c>GET /health</c>.</summary>
internal sealed record HealthAnswer(string Status, string Region, SortedDictionary<string, HealthPart> Parts)
{
    [JsonIgnore]
    public bool IsHealthy => Status == HealthPart.Healthy;
}

/// <summary>One part of the region.</summary>
internal sealed record HealthPart(string Status, string? Description)
{
    public const string Healthy = "Healthy";
    public const string Unhealthy = "Unhealthy";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
