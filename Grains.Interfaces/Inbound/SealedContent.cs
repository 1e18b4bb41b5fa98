using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>What stands in the place of an event's content outside its home: what everybody may know of it, and the piece that home opens.</summary>
[GenerateSerializer, Immutable, Alias("sealed-content")]
public sealed record SealedContent
{
    /// <summary>The part under which an event's content is sealed.</summary>
    public const string Part = "event";

    /// <summary>The zone that can open it.</summary>
    [Id(0)]
    public required string Zone { get; init; }

    /// <summary>True for an echo, false for a message.</summary>
    [Id(1)]
    public bool IsEcho { get; init; }

    /// <summary>The channel's name of the type of the message.</summary>
    [Id(2)]
    public required string Type { get; init; }

    /// <summary>The sealed piece, in base64url. Bound to the zone, the event's conversation and id, and <see cref="Part"/>.</summary>
    [Id(3)]
    public required string Piece { get; init; }

    /// <summary>
    /// The key of the conversation that it was sealed under, in the turn of another one of the same user; else null. A memory of that turn: what is kept or
    /// copied stands under the key that it was sealed under.
    /// </summary>
    [Id(4), JsonIgnore]
    public string? Under { get; init; }
}
