using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>A state without a join: one document under an ETag. Two regions that write the same one conflict in the account, so a grain with such a state lives in one region.</summary>
internal sealed class OrdinaryStateStore<TState>(StoreParts parts) : IStateStore<TState>
{
    public async Task ReadAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken)
    {
        var stored = await parts.Documents.ReadAsync(name.Key, name.OrdinaryDocumentId, cancellationToken);
        grainState.State = (stored is null ? default : parts.OrdinaryCodec.ReadState<TState>(stored.Content)) ?? Fresh();
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.ETag;
    }

    public async Task WriteAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken)
    {
        WriteChecks.RequireUsableETag(parts, name, grainState);
        var id = name.OrdinaryDocumentId;
        var content = parts.OrdinaryCodec.Encode(name.Key, id, grainState.State);
        var result = await parts.Documents.WriteAsync(name.Key, id, content, grainState.ETag, cancellationToken);
        await RequireAcceptedAsync(name, grainState, content.Length, result, cancellationToken);
        grainState.ETag = result.ETag;
        grainState.RecordExists = true;
        parts.Metrics.WriteAccepted();
    }

    public async Task ClearAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken)
    {
        WriteChecks.RequireUsableETag(parts, name, grainState);
        if (grainState.ETag is { } etag)
        {
            var result = await parts.Documents.DeleteAsync(name.Key, name.OrdinaryDocumentId, etag, cancellationToken);
            await RequireAcceptedAsync(name, grainState, bytes: 0, result, cancellationToken);
        }

        grainState.State = Fresh();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private TState Fresh() => parts.Activators.GetActivator<TState>().Create();

    private async Task RequireAcceptedAsync(
        StateName name, IGrainState<TState> grainState, int bytes, StoreWriteResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome == StoreWriteOutcome.LostETag)
        {
            var found = await parts.Documents.ReadAsync(name.Key, name.OrdinaryDocumentId, cancellationToken);
            throw WriteChecks.ETagLost(parts, name, grainState.ETag, found?.ETag);
        }

        if (result.Outcome != StoreWriteOutcome.Accepted)
        {
            throw WriteChecks.NotAccepted(parts, name, grainState, bytes, result);
        }
    }
}
