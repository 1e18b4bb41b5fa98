using System.Text.Json.Serialization;

namespace OrleansFailover.Residency.Sealing.ConversationKeys;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ConversationKeyDocument))]
internal sealed partial class ConversationKeyJsonContext : JsonSerializerContext;
