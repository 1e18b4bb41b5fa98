using System.Diagnostics.CodeAnalysis;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>A grain's state as the storage sees it.</summary>
internal sealed class TestGrainState<TState> : IGrainState<TState>
    where TState : class, new()
{
    [field: AllowNull]
    [AllowNull]
    public TState State
    {
        get => field ??= new();
        set;
    }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
