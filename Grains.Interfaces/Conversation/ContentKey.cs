namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The public half of the key of a restricted sender's conversation, with which every region can seal for it. No secret.</summary>
/// <param name="Half">The public half, in base64url.</param>
/// <param name="Time">When home made it, by its clock, in milliseconds since 1970; later than the half before it.</param>
[GenerateSerializer, Immutable, Alias("content-key")]
public sealed record ContentKey([property: Id(0)] string Half, [property: Id(1)] long Time)
{
    /// <summary>The later one; of one time the greater.</summary>
    public ContentKey Join(ContentKey other) =>
        (Time != other.Time ? Time.CompareTo(other.Time) : string.CompareOrdinal(Half, other.Half)) >= 0 ? this : other;
}
