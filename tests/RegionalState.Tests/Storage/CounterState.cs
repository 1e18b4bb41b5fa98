namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>A state without a join.</summary>
public sealed class CounterState
{
    public int Count { get; set; }
}
