using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>Join on read over one document a region; writes go to this region's own document under its ETag.</summary>
internal sealed class JoinableStateStore<TState>(StoreParts parts) : IStateStore<TState>, IFoldTarget
    where TState : class, IJoinableState<TState>
{
    private const int MaxFoldAttempts = 6;

    private static readonly TimeSpan FoldPause = TimeSpan.FromMilliseconds(25);

    public async Task ReadAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken)
    {
        var (state, etag) = await ReadJoinedAsync(name.Key, cancellationToken);
        grainState.State = Open(state);
        grainState.RecordExists = state is not null;
        grainState.ETag = etag;
    }

    public async Task WriteAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken)
    {
        WriteChecks.RequireUsableETag(parts, name, grainState);
        var state = grainState.State ?? Open(null);
        var next = state.WithVersion(state.Version.Next());
        var document = parts.Codec.Encode(name.Key, parts.Region, next);
        var result = await parts.Documents.WriteAsync(name.Key, parts.Region.Name, document.Content, grainState.ETag, cancellationToken);
        if (result.Outcome == StoreWriteOutcome.LostETag)
        {
            result = await ResolveLostAsync(name, document, grainState.ETag, cancellationToken);
        }

        if (result.Outcome != StoreWriteOutcome.Accepted)
        {
            throw WriteChecks.NotAccepted(parts, name, grainState, document.Content.Length, result);
        }

        // Before the copies: whatever becomes of them, the next write must count on from this one.
        grainState.State = next;
        grainState.ETag = result.ETag;
        grainState.RecordExists = true;
        parts.Metrics.WriteAccepted();
        await parts.LastTurns.WriteAsync(document, settled: [], cancellationToken);
    }

    /// <summary>
    /// Deletes the own document when nothing else would bring the state back on the next read. A state of which another region or a standby
    /// copy holds a part cannot be deleted from here: say it in the state instead (a new epoch, emptied fields), which joins like every other change.
    /// </summary>
    public async Task ClearAsync(StateName name, IGrainState<TState> grainState, CancellationToken cancellationToken)
    {
        WriteChecks.RequireUsableETag(parts, name, grainState);
        var others = await Task.WhenAll(parts.Regions.Where(region => region != parts.Region)
            .Select(async region => (region, document: await parts.Documents.ReadAsync(name.Key, region.Name, cancellationToken))));
        var copies = await parts.LastTurns.ReadAsync(name.Key, cancellationToken);
        var holders = others.Where(other => other.document is not null).Select(other => $"the document of {other.region}")
            .Concat(copies.Select(copy => $"a standby copy of {copy.Region}")).ToList();
        if (holders.Count > 0)
        {
            throw new NotSupportedException(
                $"State of conversation {name.Pseudonym} cannot be cleared in {parts.Region}: {string.Join(" and ", holders)} would bring it back. "
                + "Nothing was deleted. Empty the state with a change that joins (such as a new epoch) and write it.");
        }

        if (grainState.ETag is { } etag)
        {
            var result = await parts.Documents.DeleteAsync(name.Key, parts.Region.Name, etag, cancellationToken);
            if (result.Outcome == StoreWriteOutcome.LostETag)
            {
                throw WriteChecks.ETagLost(parts, name, etag, (await parts.Documents.ReadAsync(name.Key, parts.Region.Name, cancellationToken))?.ETag);
            }

            if (result.Outcome != StoreWriteOutcome.Accepted)
            {
                throw WriteChecks.NotAccepted(parts, name, grainState, bytes: 0, result);
            }
        }

        grainState.State = Open(null);
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    public async ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken)
    {
        var copied = parts.Codec.ReadState<TState>(copy);
        var pseudonym = Grains.Interfaces.Identity.Pseudonym.Of(copy.Key);
        var status = "";
        for (var attempt = 1; attempt <= MaxFoldAttempts; attempt++)
        {
            var own = await parts.Documents.ReadAsync(copy.Key, parts.Region.Name, cancellationToken);
            var known = own is null ? null : Decode(own);
            if (known?.Version.Covers(copy.Head) == true)
            {
                return;
            }

            // A write of its own: under the copy's head the document would claim to be no more than the copy.
            var joined = Open(known is null ? copied : known.Join(copied));
            var document = parts.Codec.Encode(copy.Key, parts.Region, joined.WithVersion(joined.Version.Next()));
            var result = await parts.Documents.WriteAsync(copy.Key, parts.Region.Name, document.Content, own?.ETag, cancellationToken);
            switch (result.Outcome)
            {
                case StoreWriteOutcome.Accepted:
                    parts.Metrics.CopyFolded();
                    parts.Logger.CopyFolded(pseudonym, parts.Region.Name, copy.Region.Name);
                    return;
                case StoreWriteOutcome.Refused or StoreWriteOutcome.TooLarge:
                    throw new StoreRefusedException(
                        $"The store refused to join a copy of {copy.Region} into the state of {pseudonym} in {parts.Region} ({result.Status}).", result.Cause);
                default:
                    // Folding is idempotent, so an open outcome is treated like a lost race: the next read tells.
                    status = result.Status;
                    await Task.Delay(FoldPause * attempt, parts.Time, cancellationToken);
                    break;
            }
        }

        throw new StoreWriteUnknownException(
            $"A copy of {copy.Region} could not be joined into the state of {pseudonym} in {parts.Region} in {MaxFoldAttempts} attempts (last: {status}). "
            + "The copy stays where it is; try again later.");
    }

    private async Task<(TState? State, string? ETag)> ReadJoinedAsync(string key, CancellationToken cancellationToken)
    {
        var reads = parts.Regions.Select(region => parts.Documents.ReadAsync(key, region.Name, cancellationToken).AsTask()).ToArray();
        var copies = parts.LastTurns.ReadAsync(key, cancellationToken).AsTask();
        await Task.WhenAll([.. reads, copies]);

        TState? joined = null;
        string? etag = null;
        for (var i = 0; i < reads.Length; i++)
        {
            if (await reads[i] is not { } stored)
            {
                continue;
            }

            var state = Decode(stored);
            joined = joined is null ? state : joined.Join(state);
            etag = parts.Regions[i] == parts.Region ? stored.ETag : etag;
        }

        foreach (var copy in await copies)
        {
            if (joined?.Version.Covers(copy.Head) != true)
            {
                var state = parts.Codec.ReadState<TState>(copy);
                joined = joined is null ? state : joined.Join(state);
            }
        }

        return (joined, etag);
    }

    // A new writer at each read: the counters of an activation that lost writes can never be mistaken for those of its successor.
    private TState Open(TState? state)
    {
        var opened = state ?? parts.Activators.GetActivator<TState>().Create();
        return opened.WithVersion((state?.Version ?? VersionVector.Empty) with { Writer = parts.DrawWriter() });
    }

    private TState Decode(StoredDocument stored) => parts.Codec.ReadState<TState>(parts.Codec.ReadHeader(stored.Content));

    // A write that the client sent twice under the hood meets itself. Its head is unique, so finding it is proof that it was accepted.
    private async Task<StoreWriteResult> ResolveLostAsync(
        StateName name, RegionalDocument document, string? expected, CancellationToken cancellationToken)
    {
        var found = await parts.Documents.ReadAsync(name.Key, parts.Region.Name, cancellationToken);
        if (found is null || parts.Codec.ReadHeader(found.Content).Head != document.Head)
        {
            throw WriteChecks.ETagLost(parts, name, expected, found?.ETag);
        }

        parts.Logger.OwnWriteFound(name.Pseudonym, parts.Region.Name);
        return new StoreWriteResult(StoreWriteOutcome.Accepted, found.ETag, "found");
    }
}
