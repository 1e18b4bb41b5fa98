using System.Collections.Immutable;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The smallest joinable state: a set of words.</summary>
public sealed record TestState(VersionVector Version, ImmutableSortedSet<string> Words) : IJoinableState<TestState>
{
    public static TestState New(string writer, params string[] words) => new(VersionVector.Empty with { Writer = writer }, [.. words]);

    public TestState WithVersion(VersionVector version) => this with { Version = version };

    public TestState Join(TestState other) => new(Version.Join(other.Version), Words.Union(other.Words));

    /// <summary>One more write by the state's writer.</summary>
    public TestState Write(params string[] words) => new(Version.Next(), Words.Union(words));

    /// <summary>The state as another activation reads it.</summary>
    public TestState ReadBy(string writer) => this with { Version = Version with { Writer = writer } };
}
