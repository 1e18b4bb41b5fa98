using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// A right to do some work for a while, one holder a region. It saves work, it does not fence: whatever is done under it may be done twice.
/// </summary>
internal sealed class Lease(RedisRegion own, RedisKey name, TimeSpan duration)
{
    private readonly string holder = Guid.NewGuid().ToString("N");

    /// <summary>Takes or renews it.</summary>
    /// <returns>False when another one holds it or the Redis does not answer.</returns>
    public async ValueTask<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var answer = await own.TryAsync(
            redis => redis.ScriptEvaluateAsync(StandbyScripts.HoldLease, [name], [holder, (long)duration.TotalMilliseconds]), cancellationToken);
        return answer.Answered && (int)answer.Value! == 1;
    }

    public async ValueTask ReleaseAsync() =>
        await own.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.ReleaseLease, [name], [holder]), CancellationToken.None);
}
