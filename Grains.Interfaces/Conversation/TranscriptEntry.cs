using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>One line of the transcript.</summary>
/// <param name="Stamp">The message it is, or that it answers.</param>
/// <param name="Part">0 for the user's message, then 1, 2, … for the replies to it.</param>
/// <param name="Region">The region that applied it.</param>
/// <param name="Text">What was said; empty once it is forgotten.</param>
/// <param name="Forgotten">True when the user deleted the message: the line keeps its place and says nothing.</param>
[GenerateSerializer, Immutable, Alias("transcript-entry")]
public sealed record TranscriptEntry(
    [property: Id(0)] Stamp Stamp,
    [property: Id(1)] int Part,
    [property: Id(2)] string Region,
    [property: Id(3)] Content Text,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Forgotten = false)
    : IComparable<TranscriptEntry>
{
    /// <summary>The longest text a message of the channel has; a line is cut there.</summary>
    public const int MaxText = 4096;

    /// <summary>A line whose text is cut at <see cref="MaxText"/> characters.</summary>
    public static TranscriptEntry Of(Stamp stamp, int part, string region, string text) => new(stamp, part, region, new Content(Cut(text)));

    /// <summary>The first <see cref="MaxText"/> characters, without half of a surrogate pair at the end.</summary>
    public static string Cut(string text) =>
        text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];

    /// <summary>The line without what it said.</summary>
    public TranscriptEntry Forget() => this with { Text = new Content(""), Forgotten = true };

    /// <summary>True for two readings of one line, of which the greater stays.</summary>
    public bool IsSameLine(TranscriptEntry other) => Stamp == other.Stamp && Part == other.Part && Region == other.Region;

    // Ordinal: under a culture's rules two different texts can count as equal, and a sorted set would drop one of them.
    public int CompareTo(TranscriptEntry? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = (Stamp, Part).CompareTo((other.Stamp, other.Part));
        order = order != 0 ? order : string.CompareOrdinal(Region, other.Region);
        order = order != 0 ? order : Forgotten.CompareTo(other.Forgotten);
        return order != 0 ? order : Content.Compare(Text, other.Text);
    }
}
