namespace OrleansFailover.RegionalState.Storage;

/// <summary>Keeps the states of one type.</summary>
internal interface IStateStore<TState>
{
    Task ReadAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken);

    Task WriteAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken);

    Task ClearAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken);
}
