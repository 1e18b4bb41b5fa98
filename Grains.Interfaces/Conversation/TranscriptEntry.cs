namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>One line of the transcript.</summary>
/// <param name="Stamp">The message it is, or that it answers.</param>
/// <param name="Part">0 for the user's message, then 1, 2, … for the replies to it.</param>
/// <param name="Region">The region that applied it.</param>
/// <param name="Text">What was said.</param>
[GenerateSerializer, Immutable, Alias("transcript-entry")]
public sealed record TranscriptEntry(
    [property: Id(0)] Stamp Stamp, [property: Id(1)] int Part, [property: Id(2)] string Region, [property: Id(3)] string Text)
    : IComparable<TranscriptEntry>
{
    // Ordinal: under a culture's rules two different texts can count as equal, and a sorted set would drop one of them.
    public int CompareTo(TranscriptEntry? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = (Stamp, Part).CompareTo((other.Stamp, other.Part));
        order = order != 0 ? order : string.CompareOrdinal(Region, other.Region);
        return order != 0 ? order : string.CompareOrdinal(Text, other.Text);
    }
}
