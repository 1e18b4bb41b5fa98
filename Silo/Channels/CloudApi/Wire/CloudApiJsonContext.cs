using System.Text.Json.Serialization;

namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(SendResponse))]
internal sealed partial class CloudApiJsonContext : JsonSerializerContext;
