using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// The claims of events, in the Redis of the conversation's primary region. Claiming again changes nothing. A primary that cannot be asked
/// is waited for only while it may take events; past that, the next region's Redis keeps the claims.
/// </summary>
internal sealed class EventClaims(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    Incarnation incarnation,
    IPeerHealth health,
    IPrimaryRegionPolicy primaries,
    PendingLists pendingLists,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    StandbyMetrics metrics)
{
    /// <summary>True when this region keeps the conversation's claims itself, so that a turn can claim while it reads.</summary>
    public bool AreLocal(string key)
    {
        var (primary, previous) = PrimariesOf(key);
        return !options.Value.WithoutClaims && previous is null && primary == regions.Current;
    }

    public void AddClaimant(List<RedisValue> arguments) =>
        ScriptArguments.AddClaimant(arguments, regions, incarnation.Current, health, options.Value.ClaimRetention);

    /// <summary>Claims, and tells which last turns and pending events are known where it claimed. Without messages it only tells.</summary>
    /// <param name="mostPending">The most pending events of another region's Redis that it tells.</param>
    public async ValueTask<ClaimAnswer> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> messages, int mostPending, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        if (options.Value.WithoutClaims)
        {
            return ClaimAnswer.Untold(All(messages, ClaimOutcome.Ours));
        }

        var (primary, previous) = PrimariesOf(key);
        return previous is null
            ? await ClaimAsync(key, messages, mostPending, primary, primaryUnreachable, cancellationToken)
            : await ClaimInBothAsync(key, messages, mostPending, previous.Value, primary, primaryUnreachable, cancellationToken);
    }

    /// <summary>Gives claims back in the primary's Redis. One that cannot be asked keeps them until this region claims again or its life is over.</summary>
    public async ValueTask ReleaseAsync(string key, IReadOnlyCollection<MessageId> messages, CancellationToken cancellationToken)
    {
        if (options.Value.WithoutClaims || messages.Count == 0)
        {
            return;
        }

        var (primary, previous) = PrimariesOf(key);
        await ReleaseAsync(key, messages, primary, cancellationToken);
        if (previous is not null)
        {
            await ReleaseAsync(key, messages, previous.Value, cancellationToken);
        }
    }

    // In this order: read while a change comes in, the pair is that of before the change, or that of after it.
    private (RegionId Primary, RegionId? Previous) PrimariesOf(string key)
    {
        var primary = primaries.PrimaryOf(key);
        return primaries.PreviousPrimaryOf(key) is { } previous && previous != primary ? (primary, previous) : (primary, null);
    }

    // Every region asks in the same order. What is ours in the first and not in the second is given back: its owner there goes on.
    private async ValueTask<ClaimAnswer> ClaimInBothAsync(
        string key,
        IReadOnlyCollection<MessageId> messages,
        int mostPending,
        RegionId first,
        RegionId second,
        bool primaryUnreachable,
        CancellationToken cancellationToken)
    {
        var there = await ClaimAsync(key, messages, mostPending, first, primaryUnreachable, cancellationToken);
        var outcomes = new Dictionary<MessageId, ClaimOutcome>(there.Outcomes);
        var ours = outcomes.Where(outcome => outcome.Value == ClaimOutcome.Ours).Select(outcome => outcome.Key).ToList();
        if (ours.Count == 0 && messages.Count > 0)
        {
            return there;
        }

        List<MessageId> lost = [];
        var here = await ClaimAsync(key, ours, mostPending, second, primaryUnreachable, cancellationToken);
        foreach (var (message, outcome) in here.Outcomes)
        {
            outcomes[message] = outcome;
            if (outcome == ClaimOutcome.Theirs)
            {
                lost.Add(message);
            }
        }

        if (lost.Count > 0)
        {
            await ReleaseAsync(key, lost, first, cancellationToken);
        }

        return there.And(here) with { Outcomes = outcomes };
    }

    private async ValueTask<ClaimAnswer> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> messages, int mostPending, RegionId primary, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>();
        AddClaimant(arguments);
        ScriptArguments.AddMessages(arguments, messages);
        RedisValue[] values = [.. arguments];
        foreach (var keeper in regions.All.Where(region => region != primary).Prepend(primary))
        {
            if (keeper != primary && !MayPassOver(primary, primaryUnreachable))
            {
                break;
            }

            // What this region's own Redis keeps pending is read where the turn opens.
            var source = connections[keeper];
            RedisKey[] touched = [keys.Claims(key), keys.Turn(key), keys.Pending(key)];
            RedisValue[] most = [source == connections.Own ? 0 : mostPending, .. values];
            var asked = time.GetTimestamp();
            var answer = await source.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.ClaimEvents, touched, most), cancellationToken);
            if (answer.Answered)
            {
                // It told its time half-way, as far as anybody here knows.
                var told = time.GetUtcNow() - (time.GetElapsedTime(asked) / 2);
                var ahead = told - DateTimeOffset.UnixEpoch.AddMicroseconds((long)answer.Value![3]);
                return new(Read(answer.Value![0]), TurnAt.ReadAll(source, answer.Value![1]), pendingLists.Read(key, answer.Value![2], ahead));
            }
        }

        metrics.TurnUnclaimed(primary);
        return ClaimAnswer.Untold(All(messages, MayPassOver(primary, primaryUnreachable) ? ClaimOutcome.Ours : ClaimOutcome.Undecided));
    }

    private async ValueTask ReleaseAsync(string key, IReadOnlyCollection<MessageId> messages, RegionId primary, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue> { regions.Current.Name };
        ScriptArguments.AddMessages(arguments, messages);
        RedisValue[] values = [.. arguments];
        await connections[primary].TryAsync(
            redis => redis.ScriptEvaluateAsync(StandbyScripts.ReleaseClaims, [keys.Claims(key)], values), cancellationToken);
    }

    /// <summary>Reads pairs of id and 0 (left to its owner), 1 (ours) or 2 (taken from an owner that is gone).</summary>
    public IReadOnlyDictionary<MessageId, ClaimOutcome> Read(RedisResult result)
    {
        var outcomes = new Dictionary<MessageId, ClaimOutcome>(result.Length / 2);
        var (lost, taken) = (0, 0);
        for (var i = 0; i + 1 < result.Length; i += 2)
        {
            var outcome = (int)result[i + 1];
            outcomes[new MessageId((string)result[i]!)] = outcome == 0 ? ClaimOutcome.Theirs : ClaimOutcome.Ours;
            lost += outcome == 0 ? 1 : 0;
            taken += outcome == 2 ? 1 : 0;
        }

        Count(lost, taken);
        return outcomes;
    }

    private static Dictionary<MessageId, ClaimOutcome> All(IReadOnlyCollection<MessageId> messages, ClaimOutcome outcome)
    {
        var outcomes = new Dictionary<MessageId, ClaimOutcome>(messages.Count);
        foreach (var message in messages)
        {
            outcomes[message] = outcome;
        }

        return outcomes;
    }

    // The primary itself goes on without its Redis; a peer only when the primary certainly takes no events, or somebody could not reach it.
    // Whoever goes on claims in the next region's Redis, so that the two still meet when one Redis is all that is gone.
    // Who brings a webhook knows the configured order alone: a conversation with a primary of its own is not meant.
    private bool MayPassOver(RegionId primary, bool primaryUnreachable) =>
        (primaryUnreachable && primary == regions.All[0]) || primary == regions.Current || health.Of(primary) == PeerHealth.Unhealthy || health.IsRecovering(primary);

    private void Count(int lost, int taken)
    {
        if (lost > 0)
        {
            metrics.ClaimsLost(lost);
        }

        if (taken > 0)
        {
            metrics.ClaimsTakenOver(taken);
        }
    }
}
