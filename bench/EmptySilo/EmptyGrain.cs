namespace OrleansFailover.EmptySilo;

/// <inheritdoc cref="IEmptyGrain"/>
internal sealed class EmptyGrain : Grain, IEmptyGrain
{
    public Task WakeAsync() => Task.CompletedTask;
}
