using System.Collections.Immutable;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>A joinable state: notes that only come.</summary>
[GenerateSerializer, Alias("test-note-state")]
public sealed record NoteState : IJoinableState<NoteState>
{
    [Id(0)]
    public ImmutableSortedSet<string> Notes { get; init; } = [];

    [Id(1)]
    public VersionVector Version { get; init; } = VersionVector.Empty;

    public NoteState Add(string note) => this with { Notes = Notes.Add(note) };

    public NoteState WithVersion(VersionVector version) => this with { Version = version };

    public NoteState Join(NoteState other) => new() { Notes = Notes.Union(other.Notes), Version = Version.Join(other.Version) };
}
