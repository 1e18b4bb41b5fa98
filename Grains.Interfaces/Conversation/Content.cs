using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// Something that was said: open, sealed, or both. Where there is a piece, the open text beside it is a memory of this process: it is never
/// written, and two values with the same piece are the same. Prints nothing of it.
/// </summary>
/// <remarks>In JSON an open one is its text; a sealed one is <c>{"sealed":"…"}</c>, with <c>"of"</c> where it was sealed under another key of the same user.</remarks>
/// <param name="Open">The text, where it is known here.</param>
/// <param name="Piece">The sealed piece; null for content that is kept open.</param>
[GenerateSerializer, Immutable, Alias("content")]
[JsonConverter(typeof(ContentJsonConverter))]
public sealed record Content([property: Id(0)] string? Open, [property: Id(1)] ContentPiece? Piece = null)
{
    /// <summary>Content that is kept open.</summary>
    [return: NotNullIfNotNull(nameof(open))]
    public static implicit operator Content?(string? open) => open is null ? null : new Content(open);

    /// <summary>
    /// The order in which a join picks one of two values that have the same place: nothing, then what is open, then what is sealed; by the text,
    /// or by the piece. No join opens anything.
    /// </summary>
    public static int Compare(Content? left, Content? right) =>
        left is null ? (right is null ? 0 : -1)
        : right is null ? 1
        : left.Piece is not { } mine ? (right.Piece is null ? string.CompareOrdinal(left.Open, right.Open) : -1)
        : right.Piece is { } other ? ContentPiece.Compare(mine, other) : 1;

    public bool Equals(Content? other) => other is not null && Compare(this, other) == 0;

    public override int GetHashCode() => Piece?.GetHashCode() ?? Open?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => Piece is null ? "open content" : "sealed content";
}
