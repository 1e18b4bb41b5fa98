using System.Text.Json.Serialization;

namespace OrleansFailover.DeadLetters.Client;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(LetterPage))]
[JsonSerializable(typeof(Letter))]
[JsonSerializable(typeof(LetterSelection))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(DiscardAnswer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class AdminJson : JsonSerializerContext;
