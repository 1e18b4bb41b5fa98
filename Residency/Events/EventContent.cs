using System.Text.Json.Serialization;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Residency.Events;

/// <summary>What is sealed of an event: <c>{"channelId":…,"profileName":…,"message":{…}}</c> or the same with <c>echo</c>, in UTF-8. Prints nothing of it.</summary>
internal sealed record EventContent
{
    public string? ChannelId { get; init; }

    public string? ProfileName { get; init; }

    public MessageContent? Message { get; init; }

    public MessageContent? Echo { get; init; }

    public override string ToString() => "the content of an event";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EventContent))]
internal sealed partial class EventContentJsonContext : JsonSerializerContext;
