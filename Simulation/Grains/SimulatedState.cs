using System.Diagnostics.CodeAnalysis;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.Simulation.Grains;

/// <summary>The state of one activation, as Orleans hands it to a grain, over the product's own storage.</summary>
internal class SimulatedState(IStateStore<ConversationState> store, StateName name) : IPersistentState<ConversationState>, IGrainState<ConversationState>
{
    public StateName Name => name;

    [AllowNull]
    public virtual ConversationState State { get; set; } = new();

    public string? ETag { get; set; }

    public string Etag => ETag ?? "";

    public bool RecordExists { get; set; }

    public Task ReadStateAsync(CancellationToken cancellationToken) => store.ReadAsync(name, this, cancellationToken);

    public virtual Task WriteStateAsync(CancellationToken cancellationToken) => store.WriteAsync(name, this, cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => throw new NotSupportedException("No conversation is ever deleted.");

    public Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
}
