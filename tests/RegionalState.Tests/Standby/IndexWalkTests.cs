using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class IndexWalkTests
{
    private static readonly RedisKey Index = "walk";

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(1000)]
    public async Task Next_ManyEntriesAlsoOfOneTime_GivesEachOnceInBoundedSteps(int batch)
    {
        await using var regions = new TwoRegions();
        var entries = Enumerable.Range(0, 200).Select(i => new SortedSetEntry($"c{i:000}", i / 20)).ToArray();
        await regions.B.Redis.SortedSetAddAsync(Index, entries);
        var walk = new IndexWalk(regions.B.Get<RedisConnections>().Own, Index, double.NegativeInfinity, 7, batch);

        var met = new List<string>();
        while ((await walk.NextAsync(TestContext.Current.CancellationToken)).Value is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, batch);
            met.AddRange(page.Select(entry => (string)entry.Element!));
        }

        Assert.Equal(entries.Where(entry => entry.Score <= 7).Select(entry => (string)entry.Element!), met);
    }
}
