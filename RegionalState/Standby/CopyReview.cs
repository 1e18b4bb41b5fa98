using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// Reviews the last turns of one conversation. Every step may be repeated: a crash between two of them costs a copy kept for longer.
/// </summary>
internal sealed class CopyReview(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    LastTurns lastTurns,
    IRegionalDocuments documents,
    IRegionalDocumentCodec codec,
    IPeerHealth health,
    IOptions<StandbyOptions> options,
    StandbyMetrics metrics)
{
    /// <param name="key">The conversation.</param>
    /// <param name="now">This region's Redis clock, in ms.</param>
    /// <returns>What was done, one step a copy.</returns>
    public async ValueTask<IReadOnlyList<CopyStep>> ReviewAsync(string key, long now, CancellationToken cancellationToken)
    {
        var hash = await connections.Own.TryAsync(redis => redis.HashGetAllAsync(keys.Turn(key)), cancellationToken);
        if (!hash.Answered)
        {
            return [];
        }

        var steps = new List<CopyStep>();
        foreach (var turn in KeptTurn.ReadAll(hash.Value!))
        {
            var age = TimeSpan.FromMilliseconds(now - turn.At);
            if (age < options.Value.MinimumCopyAge)
            {
                continue;
            }

            var step = CopyReviewPolicy.Decide(
                turn.Region == regions.Current,
                regions.Peers.Count > 0,
                await ReplicaHoldsAsync(key, turn, cancellationToken),
                age,
                health.Of(turn.Region),
                options.Value);
            steps.Add(await DoAsync(key, turn, step, cancellationToken) ? step : CopyStep.Keep);
        }

        return steps;
    }

    private async ValueTask<bool> ReplicaHoldsAsync(string key, KeptTurn turn, CancellationToken cancellationToken) =>
        await HoldsAsync(key, turn.Region, turn.Head, cancellationToken)

        // A turn that went into this region's own document is held here too, also when its region lost it.
        || (turn.Region != regions.Current && await HoldsAsync(key, regions.Current, turn.Head, cancellationToken));

    private async ValueTask<bool> HoldsAsync(string key, RegionId region, VersionStamp head, CancellationToken cancellationToken) =>
        await documents.ReadAsync(key, region, cancellationToken) is { } stored && stored.Document.Version.Covers(head);

    private async ValueTask<bool> DoAsync(string key, KeptTurn turn, CopyStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case CopyStep.Drop:
                return await DropBothAsync(key, turn, cancellationToken);
            case CopyStep.FoldAndDrop:
                await FoldAsync(turn, cancellationToken);
                return await KeepOwnDocumentAsync(key, cancellationToken) && await DropAsync(connections.Own, key, turn, [], cancellationToken) is true;
            case CopyStep.Fold:
                await FoldAsync(turn, cancellationToken);
                return true;
            case CopyStep.Shield:
                return await ShieldAsync(turn, cancellationToken);
            default:
                return true;
        }
    }

    // The writer's own copy goes first: as long as this one is here, the next walk comes back to both.
    private async ValueTask<bool> DropBothAsync(string key, KeptTurn turn, CancellationToken cancellationToken)
    {
        if (turn.Region != regions.Current)
        {
            var voters = regions.All.Where(region => region != turn.Region).Select(region => region.Name);
            if (await DropAsync(connections[turn.Region], key, turn, voters, cancellationToken) is null
                && health.Of(turn.Region) != PeerHealth.Unhealthy)
            {
                return false;
            }
        }

        var dropped = await DropAsync(connections.Own, key, turn, [], cancellationToken) is true;
        metrics.CopiesDropped(turn.Region, dropped ? 1 : 0);
        return dropped;
    }

    /// <returns>Whether the copy is gone, or null when the Redis did not answer.</returns>
    private async ValueTask<bool?> DropAsync(RedisRegion target, string key, KeptTurn turn, IEnumerable<string> voters, CancellationToken cancellationToken)
    {
        // Ages were judged by this region's clock; the head is compared in the script.
        RedisValue[] arguments = [key, turn.Copy, turn.Head.ToString(), 0, regions.Current.Name, .. voters.Select(voter => (RedisValue)voter)];
        RedisKey[] touched = [keys.Turn(key), keys.TurnIndex(keys.ShardOf(key))];
        var answer = await target.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.DropTurn, touched, arguments), cancellationToken);
        return answer.Answered ? (int)answer.Value! == 1 : null;
    }

    private async ValueTask FoldAsync(KeptTurn turn, CancellationToken cancellationToken)
    {
        await documents.FoldInAsync(codec.ReadHeader(turn.Document()), cancellationToken);
        metrics.CopiesFolded(turn.Region, 1);
    }

    // What was folded in is now this region's own turn, and the region that is down must find it when it returns, at any replication lag.
    private async ValueTask<bool> KeepOwnDocumentAsync(string key, CancellationToken cancellationToken) =>
        await documents.ReadAsync(key, regions.Current, cancellationToken) is { } own
        && await lastTurns.PutAsync(connections.Own, own.Document, cancellationToken);

    private async ValueTask<bool> ShieldAsync(KeptTurn turn, CancellationToken cancellationToken)
    {
        var document = codec.ReadHeader(turn.Document());
        var shielded = true;
        foreach (var peer in connections.Peers.Where(peer => health.Of(peer.Region) == PeerHealth.Healthy))
        {
            shielded &= await lastTurns.PutAsync(peer, document, cancellationToken);
        }

        return shielded;
    }
}
