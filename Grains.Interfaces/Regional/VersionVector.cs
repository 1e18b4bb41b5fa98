using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>
/// Which writes a state holds: for each writer its highest counter. It only ever answers one question, "does this replica hold that
/// write?"; contents are joined, never chosen by version.
/// </summary>
[GenerateSerializer, Immutable, Alias("version-vector")]
public sealed record VersionVector
{
    /// <summary>The most writers a vector keeps. A writer pushed out counts as not held, which costs a kept copy, never a lost one.</summary>
    public const int MaxWriters = 16;

    /// <summary>No write at all.</summary>
    public static VersionVector Empty { get; } = new();

    /// <summary>Writer to highest counter.</summary>
    [Id(0)]
    public ImmutableSortedDictionary<string, long> Counters { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The writer of the next write; not stored.</summary>
    [JsonIgnore, Id(1)]
    public string? Writer { get; init; }

    /// <summary>The newest write in this vector, or null when it holds none.</summary>
    [JsonIgnore]
    public VersionStamp? Head => Counters.IsEmpty ? null : Newest(Counters) is var (writer, counter) ? new VersionStamp(writer, counter) : null;

    /// <summary>The vector with one more write by <see cref="Writer"/>.</summary>
    /// <exception cref="InvalidOperationException">The state was not read from a store, so it has no writer.</exception>
    public VersionVector Next()
    {
        var writer = Writer ?? throw new InvalidOperationException("A state gets its writer when it is read; this one was never read.");
        var counter = Counters.IsEmpty ? 1 : Counters.Values.Max() + 1;
        return this with { Counters = Bounded(Counters.SetItem(writer, counter)) };
    }

    /// <summary>True when a state with this vector holds the given write or a descendant of it.</summary>
    public bool Covers(VersionStamp stamp) => Counters.TryGetValue(stamp.Writer, out var counter) && counter >= stamp.Counter;

    /// <summary>The highest counter of each writer; the writer of this side.</summary>
    public VersionVector Join(VersionVector other)
    {
        var joined = Counters;
        foreach (var (writer, counter) in other.Counters)
        {
            if (!joined.TryGetValue(writer, out var own) || own < counter)
            {
                joined = joined.SetItem(writer, counter);
            }
        }

        return this with { Counters = Bounded(joined) };
    }

    public bool Equals(VersionVector? other) =>
        other is not null && Counters.Count == other.Counters.Count && Counters.SequenceEqual(other.Counters);

    public override int GetHashCode() => Counters.Aggregate(0, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));

    private static ImmutableSortedDictionary<string, long> Bounded(ImmutableSortedDictionary<string, long> counters)
    {
        while (counters.Count > MaxWriters)
        {
            counters = counters.Remove(counters.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).First().Key);
        }

        return counters;
    }

    private static (string Writer, long Counter) Newest(ImmutableSortedDictionary<string, long> counters)
    {
        var newest = counters.OrderByDescending(entry => entry.Value).ThenByDescending(entry => entry.Key, StringComparer.Ordinal).First();
        return (newest.Key, newest.Value);
    }
}
