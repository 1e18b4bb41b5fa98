using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// What the user did to a message after sending it: an edit, or its deletion. Kept apart from the answers, because it can come before the
/// message itself, or in a region that does not know the message yet.
/// </summary>
/// <param name="Time">The channel's timestamp of the edit in milliseconds since 1970.</param>
/// <param name="Revoked">True when the message was deleted; of one second a deletion is the later one.</param>
/// <param name="By">The event that told of it.</param>
/// <param name="Type">The type of the new content; null when it was deleted.</param>
/// <param name="Text">The new text or caption.</param>
[GenerateSerializer, Immutable, Alias("amendment")]
public sealed record Amendment(
    [property: Id(0)] long Time,
    [property: Id(1)] bool Revoked,
    [property: Id(2)] MessageId By,
    [property: Id(3)] string? Type,
    [property: Id(4)] Content? Text)
{
    /// <summary>Its place among the amendments of one message. Depends on the event alone, not on the region that applied it.</summary>
    public Stamp Place() => new(Time, Revoked ? 1 : 0, By);

    /// <summary>The later one.</summary>
    public Amendment Join(Amendment other) => CompareTo(other) >= 0 ? this : other;

    private int CompareTo(Amendment other)
    {
        var order = Place().CompareTo(other.Place());
        order = order != 0 ? order : string.CompareOrdinal(Type, other.Type);
        return order != 0 ? order : Content.Compare(Text, other.Text);
    }
}
