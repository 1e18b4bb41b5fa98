namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>A reply in the terms of a script; the channel's sender turns it into the channel's form.</summary>
[GenerateSerializer, Immutable, Alias("outbound-message")]
public sealed record OutboundMessage
{
    [Id(0)]
    public required OutboundKind Kind { get; init; }

    /// <summary>The body text; the caption of a medium, which may be empty; the emoji of a reaction.</summary>
    [Id(1)]
    public required string Text { get; init; }

    /// <summary>What can be tapped: up to 3 for <see cref="OutboundKind.Buttons"/>, up to 10 for <see cref="OutboundKind.List"/>, else empty.</summary>
    [Id(2)]
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The label that opens a list.</summary>
    [Id(3)]
    public string? ListLabel { get; init; }

    /// <summary>Of <see cref="OutboundKind.Media"/>.</summary>
    [Id(4)]
    public OutboundMedia? Media { get; init; }

    /// <summary>Of <see cref="OutboundKind.Template"/>.</summary>
    [Id(5)]
    public OutboundTemplate? Template { get; init; }

    /// <summary>Of <see cref="OutboundKind.Reaction"/>: the channel's id of the message it stands on.</summary>
    [Id(6)]
    public string? ReactsTo { get; init; }

    public static OutboundMessage OfText(string text) => new() { Kind = OutboundKind.Text, Text = text };

    public static OutboundMessage OfMedia(OutboundMedia media, string caption = "") => new() { Kind = OutboundKind.Media, Text = caption, Media = media };

    public static OutboundMessage OfTemplate(OutboundTemplate template) => new() { Kind = OutboundKind.Template, Text = "", Template = template };

    public static OutboundMessage OfReaction(string messageId, string emoji) => new() { Kind = OutboundKind.Reaction, Text = emoji, ReactsTo = messageId };

    public bool Equals(OutboundMessage? other) =>
        other is not null && Kind == other.Kind && Text == other.Text && ListLabel == other.ListLabel && Choices.SequenceEqual(other.Choices)
        && Media == other.Media && Equals(Template, other.Template) && ReactsTo == other.ReactsTo;

    public override int GetHashCode() => HashCode.Combine(Kind, Text, Choices.Count, ListLabel, Media, Template, ReactsTo);
}
