using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>What a reply says: as <see cref="Content"/>, for a whole message.</summary>
/// <remarks>In JSON an open one is the message; a sealed one is <c>{"sealed":"…"}</c>, like other content.</remarks>
/// <param name="Open">The message, where it is known here.</param>
/// <param name="Piece">The sealed piece; null for content that is kept open.</param>
[GenerateSerializer, Immutable, Alias("reply-content")]
[JsonConverter(typeof(ReplyContentJsonConverter))]
public sealed record ReplyContent([property: Id(0)] OutboundMessage? Open, [property: Id(1)] ContentPiece? Piece = null)
{
    /// <summary>Content that is kept open.</summary>
    [return: NotNullIfNotNull(nameof(open))]
    public static implicit operator ReplyContent?(OutboundMessage? open) => open is null ? null : new ReplyContent(open);

    /// <summary>The greater one: of two that are open by what they say, of two that are sealed by the piece; a sealed one is greater than an open one.</summary>
    public static ReplyContent? Max(ReplyContent? left, ReplyContent? right) =>
        left is null ? right : right is null ? left
        : Compare(left, right) >= 0 ? left : right;

    /// <summary>What is sealed of a message.</summary>
    public static string Write(OutboundMessage message) => JsonSerializer.Serialize(message, ConversationStateJsonContext.Default.OutboundMessage);

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else.</summary>
    public static OutboundMessage? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ConversationStateJsonContext.Default.OutboundMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Equals(ReplyContent? other) => other is not null && (Piece is null ? other.Piece is null && Equals(Open, other.Open) : Piece.Equals(other.Piece));

    public override int GetHashCode() => Piece?.GetHashCode() ?? Open?.GetHashCode() ?? 0;

    public override string ToString() => Piece is null ? "an open reply" : "a sealed reply";

    private static int Compare(ReplyContent left, ReplyContent right) =>
        left.Piece is not { } mine ? (right.Piece is null ? string.CompareOrdinal(Sortable(left.Open), Sortable(right.Open)) : -1)
        : right.Piece is { } other ? ContentPiece.Compare(mine, other) : 1;

    // Every text with its length, and a missing one unlike an empty one: two contents have the same text only if they are the same.
    private static string? Sortable(OutboundMessage? content) => content is null ? null :
        string.Concat(content.Choices.SelectMany(c => new[] { c.Id, c.Title, c.Description })
            .Prepend(content.ListLabel).Prepend(content.Text)
            .Concat([content.ReactsTo, content.Media?.MediaId, content.Media?.Link, content.Media?.FileName, content.Template?.Name, content.Template?.Language])
            .Concat(content.Template?.Parameters ?? [])
            .Select(text => text is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}"))
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"{(int)content.Kind};{(int?)content.Media?.Kind};{content.Choices.Count};{content.Template?.Parameters.Count};")));
}
