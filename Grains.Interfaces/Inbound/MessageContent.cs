namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>What a message of the user says, in the terms a script understands. Fields that do not apply are null.</summary>
[GenerateSerializer, Immutable, Alias("message-content")]
public sealed record MessageContent
{
    /// <summary>The channel's name of the type: <c>text</c>, <c>interactive</c>, <c>button</c>, <c>location</c>, <c>image</c>, <c>video</c>,
    /// <c>audio</c>, <c>document</c>, <c>sticker</c>, <c>reaction</c>, <c>contacts</c>, <c>order</c>, <c>system</c>, <c>edit</c>, <c>revoke</c>, <c>unsupported</c>, or one not known yet.</summary>
    [Id(0)]
    public required string Type { get; init; }

    /// <summary>The text, the caption of a medium, or the title of the tapped choice.</summary>
    [Id(1)]
    public string? Text { get; init; }

    /// <summary>The id of the tapped reply button or list row, as the script gave it.</summary>
    [Id(2)]
    public string? ChoiceId { get; init; }

    [Id(3)]
    public Location? Location { get; init; }

    [Id(4)]
    public Media? Media { get; init; }

    /// <summary>The channel's id of the message that this one quotes, answers, edits or deletes.</summary>
    [Id(5)]
    public string? InReplyTo { get; init; }

    /// <summary>The type of the new content of an edited message; null when the channel gave none that could be read.</summary>
    [Id(6)]
    public string? EditedType { get; init; }

    /// <summary>The ids that the user has from now on, where a <c>system</c> message tells of new ones.</summary>
    [Id(7)]
    public IdentityChange? Identity { get; init; }
}
