using System.Text.Json.Serialization;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The stored form of a <see cref="ConversationState"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(OutboundMessage))]
public sealed partial class ConversationStateJsonContext : JsonSerializerContext;
