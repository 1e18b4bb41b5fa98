using System.Text.Json.Serialization;

namespace OrleansFailover.WebhookGateway.Spool;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpoolEntry))]
internal sealed partial class SpoolEntryJsonContext : JsonSerializerContext;
