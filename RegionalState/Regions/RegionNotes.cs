using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <inheritdoc cref="IRegionNotes"/>
internal sealed class RegionNotes(RedisConnections connections, StandbyKeys keys) : IRegionNotes
{
    public async ValueTask<bool> WriteAsync(string name, string text, TimeSpan expiry, CancellationToken cancellationToken)
    {
        var answer = await connections.Own.TryAsync(redis => redis.StringSetAsync(keys.Note(name), text, expiry), cancellationToken);
        return answer is { Answered: true, Value: true };
    }

    public async ValueTask<RegionNote> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await connections.Own.TryAsync(redis => redis.StringGetAsync(keys.Note(name)), cancellationToken);
        return new(answer.Answered, answer.Value);
    }
}
