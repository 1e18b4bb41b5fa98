using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.InboundLog.SetAside;
using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class SetAsideTests
{
    [Fact]
    public async Task Deliver_UnreadableRecord_DoesNotBlockAndIsCommittedOnlyWhenKept()
    {
        var kept = new KeptEvents { Refuses = true };
        await using var region = await Region.StartAsync(silos: 1, partitions: 1, services: services => Use(services, kept));
        await region.AppendAsync("a", 0);
        await region.Broker.AppendRawAsync(0, "{\"v\":1,\"text\":\"secret\"}"u8.ToArray());
        await region.AppendAsync("a", 1);

        await Eventually.HoldsAsync(() => region.Deliveries.Total == 2, "the event behind the unreadable record");
        await Eventually.HoldsAsync(() => kept.Refusals > 2, "several offers to the sink");
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 1, "commit up to the unreadable record");

        kept.Refuses = false;
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 3, "commit past the unreadable record");
        var record = Assert.Single(kept.Unreadable);
        Assert.Equal((0, 1L), (record.Partition, record.Offset));
        Assert.Equal("{\"v\":1,\"text\":\"secret\"}"u8.ToArray(), record.Value.ToArray());
        Assert.DoesNotContain("secret", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_ConversationThatAlwaysFails_IsSetAsideOnceAndTheNextEventFollows()
    {
        var kept = new KeptEvents { Refuses = true };
        var deliveries = new Deliveries
        {
            OnEvent = inboundEvent => Deliveries.NumberOf(inboundEvent) == 1 ? throw new InvalidOperationException("refused") : Task.CompletedTask,
        };
        await using var region = await Region.StartAsync(
            silos: 1, partitions: 1, options => options.MaxEventDeliveryTime = TimeSpan.FromMilliseconds(400), services => Use(services, kept), deliveries: deliveries);
        for (var number = 0; number < 3; number++)
        {
            await region.AppendAsync("a", number);
        }

        await Eventually.HoldsAsync(() => kept.Refusals > 2, "several offers to the sink");
        Assert.Equal([0], region.Deliveries.Of("a"));
        Assert.Equal(1, region.Broker.Committed(Region.Group, 0));

        kept.Refuses = false;
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 2, "the event behind the one that was set aside");
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 3, "commit past it");
        var undeliverable = Assert.Single(kept.Undeliverable);
        Assert.Equal(("wamid.a.1", SetAsideCause.NotTaken), (undeliverable.Event.Id.Value, undeliverable.Cause));
        Assert.Equal([0, 2], region.Deliveries.Of("a"));
    }

    [Fact]
    public async Task Deliver_ConversationThatFailsForAWhile_IsOfferedAgainInOrder()
    {
        var kept = new KeptEvents();
        var attempts = 0;
        var deliveries = new Deliveries
        {
            OnEvent = inboundEvent => Deliveries.NumberOf(inboundEvent) == 1 && Interlocked.Increment(ref attempts) < 5
                ? throw new InvalidOperationException("refused for now")
                : Task.CompletedTask,
        };
        await using var region = await Region.StartAsync(silos: 1, partitions: 1, services: services => Use(services, kept), deliveries: deliveries);
        for (var number = 0; number < 3; number++)
        {
            await region.AppendAsync("a", number);
        }

        await Eventually.HoldsAsync(() => region.Deliveries.Total == 3, "all events delivered");
        Assert.Equal([0, 1, 2], region.Deliveries.Of("a"));
        Assert.Empty(kept.Undeliverable);
    }

    internal static void Use(IServiceCollection services, KeptEvents kept) =>
        services.AddSingleton<IUnreadableEventSink>(kept).AddSingleton<IUndeliverableEventSink>(kept);
}
