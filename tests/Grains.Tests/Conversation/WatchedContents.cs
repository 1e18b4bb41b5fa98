using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A region's seals, with a note of what they open, and faults on order.</summary>
internal sealed class WatchedContents(IContentSeals inner) : IContentSeals
{
    private int keys;

    /// <summary>True while no piece can be opened.</summary>
    public bool IsOut { get; set; }

    /// <summary>True while the store of keys is out: the half that is known is all there is.</summary>
    public bool HasNoKeys { get; set; }

    /// <summary>True while nothing can be sealed, as for a zone without a key.</summary>
    public bool SealsNothing { get; set; }

    /// <summary>How often a half was asked for.</summary>
    public int Keys => Volatile.Read(ref keys);

    /// <summary>The parts that were opened, in order, whether that was possible or not.</summary>
    public ConcurrentQueue<string> Opened { get; } = [];

    public bool IsRestricted(ConversationId conversation) => inner.IsRestricted(conversation);

    public bool IsHome(ConversationId conversation) => inner.IsHome(conversation);

    public bool IsForZone(ContentPiece piece) => inner.IsForZone(piece);

    public ValueTask<ContentKey?> KeyAsync(ConversationId conversation, ContentKey? known, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref keys);
        return HasNoKeys ? ValueTask.FromResult(known) : inner.KeyAsync(conversation, known, cancellationToken);
    }

    public ContentPiece Seal(ConversationId conversation, MessageId message, string part, string text, ContentKey? key) =>
        SealsNothing ? throw new ArgumentException("The zone has no key.", nameof(conversation)) : inner.Seal(conversation, message, part, text, key);

    public ValueTask<OpenedContent> OpenAsync(
        ConversationId conversation, MessageId message, string part, ContentPiece piece, CancellationToken cancellationToken)
    {
        if (IsOut)
        {
            return ValueTask.FromResult(new OpenedContent(EventOpening.Later, null));
        }

        Opened.Enqueue(part);
        return inner.OpenAsync(conversation, message, part, piece, cancellationToken);
    }
}
