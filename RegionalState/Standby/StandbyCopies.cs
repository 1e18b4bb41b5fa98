using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <inheritdoc cref="IStandbyCopies{TState}"/>
internal sealed class StandbyCopies<TState>(
    RedisConnections connections,
    StandbyKeys keys,
    EventClaims claims,
    PendingLists pendingLists,
    ILastTurns lastTurns,
    IRegionalDocumentCodec codec,
    IRegionalDocuments documents,
    RegionMap regions,
    IRegionLifecycle lifecycle,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    StandbyMetrics metrics,
    ILogger<StandbyCopies<TState>> logger) : IStandbyCopies<TState>
    where TState : class, IJoinableState<TState>
{
    public async ValueTask<TurnOpening<TState>> OpenTurnAsync(
        string key, VersionVector known, IReadOnlyCollection<MessageId> incoming, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        while (true)
        {
            await lifecycle.WaitUntilActiveAsync(cancellationToken);
            var opening = await LookAsync(key, known, incoming, primaryUnreachable, cancellationToken);

            // Whoever stood still meanwhile saw copies that may miss what its peers did without it.
            if (lifecycle.Phase == RegionPhase.Active)
            {
                return opening;
            }
        }
    }

    private async ValueTask<TurnOpening<TState>> LookAsync(
        string key, VersionVector known, IReadOnlyCollection<MessageId> incoming, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var local = claims.AreLocal(key);

        // A claim elsewhere takes a round trip, in which the other region can end a turn: this region looks at its copies after that. It also
        // tells of turns and of acked events whose copies have not come here, because this Redis was out of their region's reach.
        var most = pendingLists.MostPerTurn;
        var elsewhere = local ? null : await claims.ClaimAsync(key, incoming, most, primaryUnreachable, cancellationToken);
        var arguments = new List<RedisValue> { most, local };
        claims.AddClaimant(arguments);
        ScriptArguments.AddMessages(arguments, incoming);
        RedisKey[] touched = [keys.Turn(key), keys.Pending(key), keys.Claims(key)];
        RedisValue[] values = [.. arguments];

        var answer = await connections.Own.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.Open, touched, values), cancellationToken);
        if (!answer.Answered)
        {
            elsewhere ??= await claims.ClaimAsync(key, incoming, most, primaryUnreachable, cancellationToken);
            return await OpenBlindAsync(key, known, elsewhere, cancellationToken);
        }

        // Ages are told by the clock that stamped the entries; this process may tell another time.
        var ahead = time.GetUtcNow() - DateTimeOffset.UnixEpoch.AddMicroseconds((long)answer.Value![3]);
        var here = pendingLists.Read(key, answer.Value![1], ahead);
        IReadOnlyList<PendingEvent> pending = elsewhere is null ? here : [.. PendingLists.Merge(here, elsewhere.Pending).Take(most)];
        IReadOnlyList<TurnAt> turns = [.. TurnAt.ReadAll(connections.Own, answer.Value![0]), .. elsewhere?.Turns ?? []];
        return await WithNewsAsync(key, known, turns, pending, elsewhere?.Outcomes ?? claims.Read(answer.Value![2]), cancellationToken);
    }

    // Whoever keeps the claims told, in one step, of last turns and of what is pending: what this region lacks is among the one or the other.
    private async ValueTask<TurnOpening<TState>> OpenBlindAsync(string key, VersionVector known, ClaimAnswer elsewhere, CancellationToken cancellationToken)
    {
        if (elsewhere.Turns is not { } turns)
        {
            var copies = await lastTurns.ReadAsync(key, cancellationToken);
            return new TurnOpening<TState>(Join(copies.Where(copy => !known.Covers(copy.Head))), [], elsewhere.Outcomes);
        }

        metrics.TurnOpenedBlind();
        return await WithNewsAsync(key, known, turns, elsewhere.Pending, elsewhere.Outcomes, cancellationToken);
    }

    private async ValueTask<TurnOpening<TState>> WithNewsAsync(
        string key,
        VersionVector known,
        IReadOnlyList<TurnAt> turns,
        IReadOnlyList<PendingEvent> pending,
        IReadOnlyDictionary<MessageId, ClaimOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        var news = await ReadNewsAsync(key, known, turns, cancellationToken);
        return new TurnOpening<TState>(news.Joined, pending, news.IsWhole ? outcomes : outcomes.ToDictionary(claim => claim.Key, _ => ClaimOutcome.Undecided));
    }

    public async ValueTask<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> events, bool primaryUnreachable, CancellationToken cancellationToken) =>
        events.Count == 0
            ? new Dictionary<MessageId, ClaimOutcome>()
            : (await claims.ClaimAsync(key, events, mostPending: 0, primaryUnreachable, cancellationToken)).Outcomes;

    public ValueTask ReleaseAsync(string key, IReadOnlyCollection<MessageId> events, CancellationToken cancellationToken) =>
        claims.ReleaseAsync(key, events, cancellationToken);

    public async ValueTask<TState> RecordAsync(string key, TState state, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        var recorded = state.WithVersion(state.Version.Next());
        await lastTurns.WriteAsync(codec.Encode(key, regions.Current, recorded), settled, cancellationToken);
        return recorded;
    }

    public async ValueTask SettleAsync(string key, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        if (settled.Count > 0 && !options.Value.WithoutPending)
        {
            // What a Redis out of reach keeps is found by a later look, and settled again.
            await Task.WhenAll(connections.Peers.Append(connections.Own)
                .Select(target => pendingLists.RemoveAsync(target, key, settled, cancellationToken).AsTask()));
        }
    }

    public async ValueTask KeepPendingAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count > 0 && !options.Value.WithoutPending
            && await pendingLists.AddAsync(connections.Own, key, events, connections.Own.Bound, cancellationToken) < events.Count)
        {
            Log.PendingNotKept(logger, Pseudonym.Of(key));
        }
    }

    public async ValueTask<bool> LeaveAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0 || options.Value.WithoutPending)
        {
            return true;
        }

        var added = await Task.WhenAll(connections.Peers.Append(connections.Own)
            .Select(target => pendingLists.AddAsync(target, key, events, target.Bound, cancellationToken).AsTask()));
        return added.Contains(events.Count);
    }

    // What this region's own copies hold is not read from another region. A turn that is known to be there and cannot be read must not be
    // passed over: whole is then false, and the turn looks again.
    private async Task<(TState? Joined, bool IsWhole)> ReadNewsAsync(string key, VersionVector known, IReadOnlyList<TurnAt> kept, CancellationToken cancellationToken)
    {
        if (options.Value.WithoutLastTurns)
        {
            return (null, true);
        }

        List<RegionalDocument> turns = [];
        var whole = true;
        foreach (var redis in kept.GroupBy(turn => turn.Source))
        {
            List<TurnAt> wanted = [.. redis.Where(turn => !known.Covers(turn.Head) && !turns.Exists(read => read.Version.Covers(turn.Head)))];
            if (wanted.Count > 0)
            {
                var read = await ReadTurnsAsync(key, redis.Key, wanted, cancellationToken);
                turns.AddRange(read ?? []);
                whole &= read is not null || redis.Key == connections.Own;
            }
        }

        return (Join(turns), whole);
    }

    private async Task<List<RegionalDocument>?> ReadTurnsAsync(
        string key, RedisRegion source, List<TurnAt> wanted, CancellationToken cancellationToken)
    {
        RedisValue[] copies = [.. wanted.Select(turn => (RedisValue)turn.Copy)];
        var answer = await source.TryAsync(redis => redis.HashGetAsync(keys.Turn(key), copies), cancellationToken);
        if (!answer.Answered)
        {
            metrics.TurnOpenedBlind();
            return null;
        }

        List<RegionalDocument> turns = [];
        for (var i = 0; i < wanted.Count; i++)
        {
            var document = answer.Value![i].IsNull
                ? await ReadReplicaAsync(key, wanted[i].Copy, cancellationToken)
                : codec.ReadHeader(PackedCopy.Unpack((byte[])answer.Value![i]!));
            if (document is not null)
            {
                turns.Add(document);
            }
        }

        return turns;
    }

    private TState? Join(IEnumerable<RegionalDocument> turns)
    {
        TState? joined = null;
        foreach (var turn in turns)
        {
            var state = codec.ReadState<TState>(turn);
            joined = joined is null ? state : joined.Join(state);
        }

        return joined;
    }

    // The copy was dropped since its head was read, so the replica holds it.
    private async ValueTask<RegionalDocument?> ReadReplicaAsync(string key, string copy, CancellationToken cancellationToken) =>
        (await documents.ReadAsync(key, CopyName.RegionOf(copy), cancellationToken))?.Document;
}
