using System.Text.Json.Serialization;

namespace OrleansFailover.Silo.Channels.Wasender.Wire;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendMessage))]
internal sealed partial class WasenderJsonContext : JsonSerializerContext;
