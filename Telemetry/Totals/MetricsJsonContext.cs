using System.Text.Json.Serialization;

namespace OrleansFailover.Telemetry.Totals;

/// <summary>The JSON of a <see cref="MetricsSnapshot"/>, for those who write it and those who read it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MetricsSnapshot))]
public sealed partial class MetricsJsonContext : JsonSerializerContext;
