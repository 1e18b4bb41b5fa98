using System.Text.Json.Serialization;
using OrleansFailover.OpsConsole.Conversations;
using OrleansFailover.OpsConsole.Regions;

namespace OrleansFailover.OpsConsole.Http;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(EdgeAnswer))]
[JsonSerializable(typeof(ConversationSearch))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class HostJson : JsonSerializerContext;
