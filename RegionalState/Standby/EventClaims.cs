using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// The claims of events, in the Redis of the conversation's primary region. Claiming again changes nothing. A primary that cannot be asked
/// is waited for only while it may be alive and nobody said that it is not.
/// </summary>
internal sealed class EventClaims(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    Incarnation incarnation,
    IPeerHealth health,
    IPrimaryRegionPolicy primaries,
    IOptions<StandbyOptions> options,
    StandbyMetrics metrics)
{
    /// <summary>True when this region keeps the conversation's claims itself, so that a turn can claim while it reads.</summary>
    public bool AreLocal(string key) => !options.Value.WithoutClaims && primaries.PrimaryOf(key) == regions.Current;

    public void AddClaimant(List<RedisValue> arguments) =>
        ScriptArguments.AddClaimant(arguments, regions, incarnation.Current, health, options.Value.ClaimRetention);

    public async ValueTask<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> messages, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        if (options.Value.WithoutClaims || messages.Count == 0)
        {
            return All(messages, ClaimOutcome.Ours);
        }

        var primary = primaries.PrimaryOf(key);
        var arguments = new List<RedisValue>();
        AddClaimant(arguments);
        ScriptArguments.AddMessages(arguments, messages);
        RedisValue[] values = [.. arguments];
        var answer = await connections[primary].TryAsync(
            redis => redis.ScriptEvaluateAsync(StandbyScripts.ClaimEvents, [keys.Claims(key)], values), cancellationToken);
        return answer.Answered ? Read(answer.Value!) : WithoutPrimary(primary, messages, primaryUnreachable);
    }

    /// <summary>The outcomes when the primary's Redis did not answer.</summary>
    public IReadOnlyDictionary<MessageId, ClaimOutcome> WithoutPrimary(
        string key, IReadOnlyCollection<MessageId> messages, bool primaryUnreachable) =>
        WithoutPrimary(primaries.PrimaryOf(key), messages, primaryUnreachable);

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

    private Dictionary<MessageId, ClaimOutcome> WithoutPrimary(RegionId primary, IReadOnlyCollection<MessageId> messages, bool primaryUnreachable)
    {
        if (messages.Count > 0)
        {
            metrics.TurnUnclaimed(primary);
        }

        // The primary itself goes on without its Redis: nobody else can tell it more.
        var goesOn = primaryUnreachable || primary == regions.Current || health.Of(primary) == PeerHealth.Unhealthy;
        return All(messages, goesOn ? ClaimOutcome.Ours : ClaimOutcome.Undecided);
    }

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
