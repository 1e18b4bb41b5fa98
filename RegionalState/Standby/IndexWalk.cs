using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Reads an index in steps, oldest first. Entries that are kept are not met again; entries that move on are met at most once more.</summary>
internal sealed class IndexWalk(RedisRegion source, RedisKey index, double from, double to, int batch)
{
    private double cursor = from;
    private HashSet<RedisValue> atCursor = [];

    /// <summary>The next entries; none at the end.</summary>
    public async ValueTask<RedisAnswer<IReadOnlyList<SortedSetEntry>>> NextAsync(CancellationToken cancellationToken)
    {
        var (start, met) = (cursor, atCursor);
        var answer = await source.TryAsync(
            redis => redis.SortedSetRangeByScoreWithScoresAsync(index, start, to, take: batch + met.Count), cancellationToken);
        if (!answer.Answered)
        {
            return default;
        }

        SortedSetEntry[] page = [.. answer.Value!.Where(entry => !met.Contains(entry.Element))];
        if (page.Length > 0)
        {
            cursor = page[^1].Score;
            atCursor = [.. page.Where(entry => entry.Score == cursor).Select(entry => entry.Element)];
            if (cursor == start)
            {
                atCursor.UnionWith(met);
            }
        }

        return new(true, page);
    }
}
