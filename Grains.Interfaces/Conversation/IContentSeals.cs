using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>Seals what the states of restricted senders say, and opens it at their home. Safe for concurrent use.</summary>
public interface IContentSeals
{
    /// <summary>True when what a conversation says must not be kept open. No I/O.</summary>
    bool IsRestricted(ConversationId conversation);

    /// <summary>True when this region may open what a restricted conversation says. No I/O.</summary>
    bool IsHome(ConversationId conversation);

    /// <summary>
    /// The public half to seal with: at home the one that its store has, which is made when there is none; elsewhere, and while that store is out
    /// of reach, the one that is known. Null: seal for the zone. Throws nothing but for the token.
    /// </summary>
    /// <param name="known">The half that the state holds.</param>
    ValueTask<ContentKey?> KeyAsync(ConversationId conversation, ContentKey? known, CancellationToken cancellationToken);

    /// <summary>Seals a text for its conversation, message and part. No I/O.</summary>
    /// <param name="key">The public half, or null to seal for the zone.</param>
    /// <exception cref="ArgumentException">The zone has no key, the text is too long, or the message has no id.</exception>
    ContentPiece Seal(ConversationId conversation, MessageId message, string part, string text, ContentKey? key);

    /// <summary>True for a piece that was sealed for the zone, as without a public half: at home it is sealed again once there is one. No I/O.</summary>
    bool IsForZone(ContentPiece piece);

    /// <summary>Opens a piece where it belongs. Throws nothing but for the token.</summary>
    ValueTask<OpenedContent> OpenAsync(ConversationId conversation, MessageId message, string part, ContentPiece piece, CancellationToken cancellationToken);
}
