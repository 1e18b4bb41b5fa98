namespace OrleansFailover.Drill.Cluster;

/// <summary>What is different about the processes of one program, for a run that measures something.</summary>
internal sealed record HostTuning
{
    /// <summary>Nothing.</summary>
    public static HostTuning None { get; } = new();

    /// <summary>Settings that go before the program's own. Default none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The processors that it is pinned to, as <c>taskset</c> takes them. Default none: it runs where it likes.</summary>
    public string? Processors { get; init; }
}
