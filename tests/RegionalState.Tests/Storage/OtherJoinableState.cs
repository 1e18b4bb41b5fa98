using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>A second joinable state type.</summary>
public sealed record OtherJoinableState : IJoinableState<OtherJoinableState>
{
    public VersionVector Version { get; init; } = VersionVector.Empty;

    public OtherJoinableState WithVersion(VersionVector version) => this with { Version = version };

    public OtherJoinableState Join(OtherJoinableState other) => new() { Version = Version.Join(other.Version) };
}
