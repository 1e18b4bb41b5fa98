using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.Silo.Hosting;

// { "status": "Healthy", "parts": { "region": { "status": "Healthy", "description": "…" } } }

/// <summary>The body of <c>GET /health</c>: the same shape as a gateway's.</summary>
internal sealed record SiloHealthAnswer(string Status, SortedDictionary<string, SiloHealthPart> Parts)
{
    public static SiloHealthAnswer Of(HealthReport report)
    {
        var parts = new SortedDictionary<string, SiloHealthPart>(StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries)
        {
            parts[name] = new(entry.Status.ToString(), entry.Description);
        }

        return new(report.Status.ToString(), parts);
    }
}

/// <summary>One part of a silo.</summary>
internal sealed record SiloHealthPart(string Status, string? Description);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiloHealthAnswer))]
internal sealed partial class SiloHealthJsonContext : JsonSerializerContext;
