using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class StreamTests
{
    [Fact]
    public async Task Deliver_ManyConversationsOverThreeSilos_EveryEventOnceAndInOrder()
    {
        await using var region = await Region.StartAsync(silos: 3, partitions: 8);
        var users = Enumerable.Range(0, 40).Select(user => $"49170{user:D4}").ToList();

        for (var number = 0; number < 25; number++)
        {
            await Task.WhenAll(users.Select(user => region.AppendAsync(user, number)));
        }

        await Eventually.HoldsAsync(() => region.Deliveries.Total >= 1_000, "all events delivered");
        Assert.All(users, user => Assert.Equal(Enumerable.Range(0, 25), region.Deliveries.Of(user)));
    }
}
