namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>A reply in the terms of a script; the channel's sender turns it into the channel's form.</summary>
[GenerateSerializer, Immutable, Alias("outbound-message")]
public sealed record OutboundMessage
{
    [Id(0)]
    public required OutboundKind Kind { get; init; }

    /// <summary>The body text.</summary>
    [Id(1)]
    public required string Text { get; init; }

    /// <summary>What can be tapped: up to 3 for <see cref="OutboundKind.Buttons"/>, up to 10 for <see cref="OutboundKind.List"/>, else empty.</summary>
    [Id(2)]
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The label that opens a list.</summary>
    [Id(3)]
    public string? ListLabel { get; init; }

    public static OutboundMessage OfText(string text) => new() { Kind = OutboundKind.Text, Text = text };

    public bool Equals(OutboundMessage? other) =>
        other is not null && Kind == other.Kind && Text == other.Text && ListLabel == other.ListLabel && Choices.SequenceEqual(other.Choices);

    public override int GetHashCode() => HashCode.Combine(Kind, Text, Choices.Count, ListLabel);
}
