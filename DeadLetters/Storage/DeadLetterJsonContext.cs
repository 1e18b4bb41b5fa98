using System.Text.Json.Serialization;

namespace OrleansFailover.DeadLetters.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(Settlement))]
internal sealed partial class DeadLetterJsonContext : JsonSerializerContext;
