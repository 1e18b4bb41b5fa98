namespace OrleansFailover.EmptySilo;

/// <summary>A grain that does nothing.</summary>
[Alias("empty-grain")]
internal interface IEmptyGrain : IGrainWithStringKey
{
    /// <summary>Wakes it.</summary>
    [Alias("wake")]
    Task WakeAsync();
}
