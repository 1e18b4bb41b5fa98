using System.Globalization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Where a state holds what was said, and under which part of which message each piece is sealed. Pure.</summary>
internal static class Contents
{
    /// <summary>The part of an edit's new text; its message is the edit.</summary>
    public const string EditPart = "edit";

    /// <summary>The part of an answer; its message is the one that gave it.</summary>
    public static string AnswerPart(string question) => $"answer:{question}";

    /// <summary>The part of a line of the transcript; its message is that of its stamp.</summary>
    public static string LinePart(int part) => string.Create(CultureInfo.InvariantCulture, $"line:{part}");

    /// <summary>The part of a reply; its message is the one that it answers.</summary>
    public static string ReplyPart(int part) => string.Create(CultureInfo.InvariantCulture, $"reply:{part}");

    /// <summary>True when something in the state would be kept readable. A text without a character tells nothing, and neither does what is said to anybody.</summary>
    public static bool HasOpen(ConversationState state) =>
        state.Answers.Values.Any(answer => IsOpen(answer.Value))
        || state.Transcript.Any(line => IsOpen(line.Text))
        || state.Amendments.Values.Any(amendment => IsOpen(amendment.Text))
        || state.Replies.Values.Any(reply => reply is { Neutral: false, Content.Piece: null });

    /// <summary>The state with a piece for everything that would be kept readable. The open text of what the script reads stays beside it.</summary>
    /// <param name="seal">Seals a text for a message and a part.</param>
    public static ConversationState Seal(ConversationState state, Func<MessageId, string, string, ContentPiece> seal) => state with
    {
        Answers = state.Answers.SetItems(state.Answers.Where(answer => IsOpen(answer.Value.Value)).Select(answer => KeyValuePair.Create(
            answer.Key, answer.Value with { Value = Sealed(seal, answer.Value.Value!, answer.Value.Stamp.Message, AnswerPart(answer.Key)) }))),
        Transcript = [.. state.Transcript.Select(line => IsOpen(line.Text)
            ? line with { Text = new Content(null, seal(line.Stamp.Message, LinePart(line.Part), line.Text.Open!)) }
            : line)],
        Amendments = state.Amendments.SetItems(state.Amendments.Where(amendment => IsOpen(amendment.Value.Text)).Select(amendment => KeyValuePair.Create(
            amendment.Key, amendment.Value with { Text = Sealed(seal, amendment.Value.Text!, amendment.Value.By, EditPart) }))),
        Replies = state.Replies.SetItems(state.Replies.Where(reply => reply.Value is { Neutral: false, Content: { Piece: null, Open: not null } }).Select(reply => KeyValuePair.Create(
            reply.Key, reply.Value with { Content = Sealed(seal, reply.Value, reply.Value.Content!.Open!) }))),
    };

    /// <summary>The state of another key of the same user, whose pieces go to this one unopened.</summary>
    public static ConversationState Move(ConversationState state, string from, string to) => Map(state, (_, _, piece) => piece.Move(from, to)) with
    {
        Unread = state.Unread.SetItems(state.Unread.Where(message => message.Value.Piece is not null).Select(message => KeyValuePair.Create(
            message.Key, message.Value with { Piece = message.Value.Piece!.Move(from, to) }))),
    };

    /// <summary>Every piece, with the text that is remembered beside it and where it belongs; what the script reads first.</summary>
    public static IEnumerable<(ContentPiece Piece, string? Open, MessageId Message, string Part)> PiecesOf(ConversationState state)
    {
        foreach (var (question, answer) in state.Answers)
        {
            if (answer.Value is { Piece: { } piece } value)
            {
                yield return (piece, value.Open, answer.Stamp.Message, AnswerPart(question));
            }
        }

        foreach (var amendment in state.Amendments.Values)
        {
            if (amendment.Text is { Piece: { } piece } text)
            {
                yield return (piece, text.Open, amendment.By, EditPart);
            }
        }

        foreach (var reply in state.Replies.Values)
        {
            if (reply.Content is { Piece: { } piece } content)
            {
                yield return (piece, content.Open is { } open ? ReplyContent.Write(open) : null, reply.InReplyTo, ReplyPart(reply.Part));
            }
        }

        foreach (var line in state.Transcript)
        {
            if (line.Text.Piece is { } piece)
            {
                yield return (piece, line.Text.Open, line.Stamp.Message, LinePart(line.Part));
            }
        }
    }

    /// <summary>The state with another piece in the place of each one; what is remembered beside it stays.</summary>
    public static ConversationState Map(ConversationState state, Func<MessageId, string, ContentPiece, ContentPiece> map) => state with
    {
        Answers = state.Answers.SetItems(state.Answers.Where(answer => answer.Value.Value is { Piece: not null }).Select(answer => KeyValuePair.Create(
            answer.Key, answer.Value with { Value = Mapped(map, answer.Value.Value!, answer.Value.Stamp.Message, AnswerPart(answer.Key)) }))),
        Transcript = [.. state.Transcript.Select(line => line with { Text = Mapped(map, line.Text, line.Stamp.Message, LinePart(line.Part)) })],
        Amendments = state.Amendments.SetItems(state.Amendments.Where(amendment => amendment.Value.Text is { Piece: not null }).Select(amendment => KeyValuePair.Create(
            amendment.Key, amendment.Value with { Text = Mapped(map, amendment.Value.Text!, amendment.Value.By, EditPart) }))),
        Replies = state.Replies.SetItems(state.Replies.Where(reply => reply.Value.Content is { Piece: not null }).Select(reply => KeyValuePair.Create(
            reply.Key, reply.Value with { Content = reply.Value.Content! with { Piece = map(reply.Value.InReplyTo, ReplyPart(reply.Value.Part), reply.Value.Content.Piece!) } }))),
    };

    private static bool IsOpen(Content? content) => content is { Piece: null, Open.Length: > 0 };

    private static Content Sealed(Func<MessageId, string, string, ContentPiece> seal, Content content, MessageId message, string part) =>
        content with { Piece = seal(message, part, content.Open!) };

    private static ReplyContent Sealed(Func<MessageId, string, string, ContentPiece> seal, ReplyRecord reply, OutboundMessage content) =>
        new(content, seal(reply.InReplyTo, ReplyPart(reply.Part), ReplyContent.Write(content)));

    private static Content Mapped(Func<MessageId, string, ContentPiece, ContentPiece> map, Content content, MessageId message, string part) =>
        content.Piece is { } piece ? content with { Piece = map(message, part, piece) } : content;
}
