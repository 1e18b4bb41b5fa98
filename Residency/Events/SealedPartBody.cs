using System.Text.Json.Serialization;

namespace OrleansFailover.Residency.Events;

// {"object":"sealed","v":1,"events":[],"part":{"id":"…","zone":"eu","pieces":["…"]}}

/// <summary>A sealed part in the shape of a sealed body: a gateway that reads it finds no event in it.</summary>
internal sealed record SealedPartBody
{
    public string Object { get; init; } = "sealed";

    public int V { get; init; } = 1;

    public IReadOnlyList<string> Events { get; init; } = [];

    public required SealedPart Part { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SealedPartBody))]
internal sealed partial class SealedPartJsonContext : JsonSerializerContext;
