using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// Opens what the state of one conversation says, at its home, and remembers it: a read of the store drops the open texts, and each opening costs
/// a read of the key's document. Lives with the activation.
/// </summary>
internal sealed class ContentReader(ConversationId id, IContentSeals seals, ConversationMetrics metrics)
{
    private readonly bool opens = seals.IsRestricted(id) && seals.IsHome(id);

    // What is sealed in the state as it was last read, and what it says; null for what nobody can open.
    private Dictionary<(ContentPiece Piece, MessageId Message, string Part), string?> known = [];

    // What is sealed for the zone and nobody can open: it is not tried again with each turn.
    private readonly HashSet<(ContentPiece Piece, MessageId Message, string Part)> closed = [];

    /// <summary>The state with everything open that a turn reads: answers, edits, and replies that may still be sent. What nobody can open stays closed.</summary>
    /// <exception cref="TimeoutException">A key is out of reach.</exception>
    public async ValueTask<ConversationState> ReadAsync(ConversationState state, CancellationToken cancellationToken)
    {
        if (!opens)
        {
            return state;
        }

        Dictionary<(ContentPiece Piece, MessageId Message, string Part), string?> read = [];
        List<KeyValuePair<string, AnswerRegister>> answers = [];
        foreach (var (question, answer) in state.Answers)
        {
            var value = await OpenAsync(answer.Value, answer.Stamp.Message, Contents.AnswerPart(question));
            answers.Add(KeyValuePair.Create(question, answer with { Value = value }));
        }

        List<KeyValuePair<string, Amendment>> amendments = [];
        foreach (var (message, amendment) in state.Amendments)
        {
            var text = await OpenAsync(amendment.Text, amendment.By, Contents.EditPart);
            amendments.Add(KeyValuePair.Create(message, amendment with { Text = text }));
        }

        List<KeyValuePair<string, ReplyRecord>> replies = [];
        foreach (var (replyId, reply) in state.Replies)
        {
            if (reply.IsOpen() && reply.Content is { Piece: { } piece } content)
            {
                var text = await FindAsync(piece, content.Open is { } open ? ReplyContent.Write(open) : null, reply.InReplyTo, Contents.ReplyPart(reply.Part));
                replies.Add(KeyValuePair.Create(replyId, reply with { Content = content with { Open = text is null ? null : ReplyContent.Read(text) } }));
            }
            else
            {
                replies.Add(KeyValuePair.Create(replyId, reply));
            }
        }

        known = read;

        // Anew: setting a value that is the same but for what is remembered of it would change nothing.
        return state with
        {
            Answers = state.Answers.Clear().AddRange(answers),
            Amendments = state.Amendments.Clear().AddRange(amendments),
            Replies = state.Replies.Clear().AddRange(replies),
        };

        async ValueTask<Content?> OpenAsync(Content? content, MessageId message, string part) =>
            content is { Piece: { } piece } ? content with { Open = await FindAsync(piece, content.Open, message, part) } : content;

        async ValueTask<string?> FindAsync(ContentPiece piece, string? open, MessageId message, string part)
        {
            if (open is null && !known.TryGetValue((piece, message, part), out open))
            {
                open = await TryOpenAsync(piece, message, part, cancellationToken) switch
                {
                    { Opening: EventOpening.Opened, Text: var text } => text,
                    { Opening: EventOpening.Never } => null,
                    _ => throw new TimeoutException($"The key of what was said in {id} is out of reach."),
                };
            }

            read[(piece, message, part)] = open;
            return open;
        }
    }

    /// <summary>
    /// What is sealed for the zone and what it says, at most some of it: each opening can cost a call of the vault. Less where a key is out of reach: it can wait.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<(ContentPiece Piece, MessageId Message, string Part), string>> ReadZonePiecesAsync(
        ConversationState state, int most, CancellationToken cancellationToken)
    {
        Dictionary<(ContentPiece Piece, MessageId Message, string Part), string> read = [];
        if (!opens)
        {
            return read;
        }

        var pieces = Contents.PiecesOf(state).Where(item => seals.IsForZone(item.Piece)).ToList();
        closed.IntersectWith(pieces.Select(item => (item.Piece, item.Message, item.Part)));
        foreach (var (piece, open, message, part) in pieces.Where(item => !closed.Contains((item.Piece, item.Message, item.Part))).Take(most))
        {
            var opened = open is null ? await TryOpenAsync(piece, message, part, cancellationToken) : new OpenedContent(EventOpening.Opened, open);
            if (opened.Text is { } text)
            {
                read[(piece, message, part)] = text;
            }
            else if (opened.Opening == EventOpening.Never)
            {
                closed.Add((piece, message, part));
            }
            else
            {
                break;
            }
        }

        return read;
    }

    /// <summary>Remembers nothing any more.</summary>
    public void Forget()
    {
        known.Clear();
        closed.Clear();
    }

    /// <summary>Remembers what was sealed here, so that it need not be opened after a read of the store.</summary>
    public void Remember(ConversationState state)
    {
        if (!opens)
        {
            return;
        }

        foreach (var (question, answer) in state.Answers)
        {
            Remember(answer.Value, answer.Stamp.Message, Contents.AnswerPart(question));
        }

        foreach (var amendment in state.Amendments.Values)
        {
            Remember(amendment.Text, amendment.By, Contents.EditPart);
        }
    }

    /// <summary>What a reply says, and whether it can be opened; null where it cannot.</summary>
    public async ValueTask<(EventOpening Opening, OutboundMessage? Content)> OpenAsync(ReplyRecord reply, CancellationToken cancellationToken)
    {
        if (reply.Content is not { Open: null, Piece: { } piece })
        {
            return (EventOpening.Opened, reply.Content?.Open);
        }

        if (!opens)
        {
            return (EventOpening.NotHome, null);
        }

        var opened = await TryOpenAsync(piece, reply.InReplyTo, Contents.ReplyPart(reply.Part), cancellationToken);
        return opened.Text is not { } text ? (opened.Opening, null)
            : ReplyContent.Read(text) is { } message ? (EventOpening.Opened, message)
            : (EventOpening.Never, null);
    }

    /// <summary>The state as an operator may see it here: with all that can be opened. Remembers nothing.</summary>
    public async ValueTask<ConversationState> ShowAsync(ConversationState state, CancellationToken cancellationToken)
    {
        if (!opens)
        {
            return state;
        }

        List<KeyValuePair<string, AnswerRegister>> answers = [];
        foreach (var (question, answer) in state.Answers)
        {
            var value = await ShowAsync(answer.Value, answer.Stamp.Message, Contents.AnswerPart(question));
            answers.Add(KeyValuePair.Create(question, answer with { Value = value }));
        }

        List<TranscriptEntry> lines = [];
        foreach (var line in state.Transcript)
        {
            var text = await ShowAsync(line.Text, line.Stamp.Message, Contents.LinePart(line.Part));
            lines.Add(line with { Text = text ?? line.Text });
        }

        return state with { Answers = state.Answers.Clear().AddRange(answers), Transcript = [.. lines] };

        async ValueTask<Content?> ShowAsync(Content? content, MessageId message, string part) =>
            content is { Open: null, Piece: { } piece } ? content with { Open = (await TryOpenAsync(piece, message, part, cancellationToken)).Text } : content;
    }

    private void Remember(Content? content, MessageId message, string part)
    {
        if (content is { Open: { } open, Piece: { } piece })
        {
            known[(piece, message, part)] = open;
        }
    }

    private async ValueTask<OpenedContent> TryOpenAsync(ContentPiece piece, MessageId message, string part, CancellationToken cancellationToken)
    {
        var opened = await seals.OpenAsync(id, message, part, piece, cancellationToken);
        if (opened.Opening != EventOpening.Opened)
        {
            metrics.ContentUnopened(opened.Opening);
        }

        return opened;
    }
}
