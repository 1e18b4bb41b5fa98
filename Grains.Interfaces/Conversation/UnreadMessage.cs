using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// A message (or an echo) of a restricted sender that a region which is no home took while home was down: what everybody may know of it, and the piece
/// that home opens. Once home has read it, it says that alone.
/// </summary>
/// <param name="Stamp">Its place in the conversation.</param>
/// <param name="Type">The channel's name of its type.</param>
/// <param name="Question">The question that was open when it came, and so counts as answered until home has read it; null where it answers none.</param>
/// <param name="Piece">The event's sealed content; null once it is read.</param>
/// <param name="IsEcho">True for what a person of the business wrote.</param>
/// <param name="Read">True once home has read it, or found that nobody can. It only rises.</param>
[GenerateSerializer, Immutable, Alias("unread-message")]
public sealed record UnreadMessage(
    [property: Id(0)] Stamp Stamp,
    [property: Id(1)] string Type,
    [property: Id(2)] string? Question,
    [property: Id(3)] ContentPiece? Piece,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsEcho = false,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Read = false)
{
    /// <summary>The message once home has read it: its place and nothing else of it.</summary>
    public UnreadMessage AsRead() => this with { Read = true, Piece = null };

    /// <summary>Field by field, each a maximum in some total order; what one side has read has no piece any more.</summary>
    public UnreadMessage Join(UnreadMessage other)
    {
        var read = Read || other.Read;
        return new(
            Stamp.Max(Stamp, other.Stamp),
            string.CompareOrdinal(Type, other.Type) >= 0 ? Type : other.Type,
            string.CompareOrdinal(Question, other.Question) >= 0 ? Question : other.Question,
            read || Piece is null ? read ? null : other.Piece
                : other.Piece is null || ContentPiece.Compare(Piece, other.Piece) >= 0 ? Piece : other.Piece,
            IsEcho || other.IsEcho,
            read);
    }
}
