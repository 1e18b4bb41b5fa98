using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.InboundLog.SetAside;
using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

/// <summary>An event whose turn fails for a fault of its own, and its control: a conversation that only cannot reach what it needs.</summary>
public sealed class FailedTurnTests
{
    private readonly KeptEvents kept = new();
    private readonly ConcurrentQueue<long> offers = new();

    [Fact]
    public async Task Deliver_TurnThatAlwaysFails_IsSetAsideAfterItsNumberOfTurnsAndLaterEventsGoOn()
    {
        kept.Refuses = true;
        await using var region = await StartAsync(Faults(static _ => true));
        await AppendAsync(region, "a", 3);

        await Eventually.HoldsAsync(() => kept.Refusals > 2, "several offers to the sink");
        Assert.Equal([0], region.Deliveries.Of("a"));
        Assert.Equal(1, region.Broker.Committed(Region.Group, 0));

        kept.Refuses = false;
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 2, "the event behind the one that was set aside");
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 3, "commit past it");
        var undeliverable = Assert.Single(kept.Undeliverable);
        Assert.Equal(("wamid.a.1", SetAsideCause.TurnFailed, 5, "broken"), (undeliverable.Event.Id.Value, undeliverable.Cause, undeliverable.Attempts, undeliverable.Reason));
        Assert.Equal("inbound/0@1", undeliverable.ToString());
        Assert.Equal(5, offers.Count);
        Assert.Equal([0, 2], region.Deliveries.Of("a"));
        Assert.Equal(0, kept.Looks);
    }

    [Fact]
    public async Task Deliver_TurnThatFails_IsOfferedAgainAfterGrowingPauses()
    {
        await using var region = await StartAsync(Faults(static _ => true));
        await AppendAsync(region, "a", 2);

        await Eventually.HoldsAsync(() => !kept.Undeliverable.IsEmpty, "the event set aside");
        var times = offers.ToArray();
        for (var i = 1; i < times.Length; i++)
        {
            // 20 ms, doubled, with jitter of at most one half; a timer goes by a coarser clock than this one.
            var least = TimeSpan.FromMilliseconds((20 * Math.Pow(2, i - 1) / 2) - 5);
            Assert.True(TimeProvider.System.GetElapsedTime(times[i - 1], times[i]) >= least, $"pause {i} is at least {least}");
        }
    }

    [Fact]
    public async Task Deliver_StoreOut_IsNotSetAsideForAnyNumberOfTurnsAndGoesOnInOrder()
    {
        var isOut = true;
        var deliveries = new Deliveries
        {
            OnEvent = item =>
            {
                offers.Enqueue(TimeProvider.System.GetTimestamp());
                return Volatile.Read(ref isOut) ? throw new TimeoutException("The store does not answer.") : Task.CompletedTask;
            },
        };
        await using var region = await StartAsync(deliveries, options => options.DeliveryBackoffMax = TimeSpan.FromMilliseconds(20));
        await AppendAsync(region, "a", 3);

        await Eventually.HoldsAsync(() => offers.Count > 25, "many more turns than a faulty event has");
        Assert.Empty(kept.Undeliverable);
        Volatile.Write(ref isOut, false);
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 3, "all events");
        Assert.Equal([0, 1, 2], region.Deliveries.Of("a"));
        Assert.Empty(kept.Undeliverable);
    }

    [Fact]
    public async Task Deliver_NoBoundOfTurns_IsOfferedOn()
    {
        await using var region = await StartAsync(Faults(static offer => offer <= 12), options =>
        {
            options.MaxTurnFailures = 0;
            options.DeliveryBackoffMax = TimeSpan.FromMilliseconds(20);
        });
        await AppendAsync(region, "a", 3);
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 3, "all events");
        Assert.Equal([0, 1, 2], region.Deliveries.Of("a"));
        Assert.Empty(kept.Undeliverable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deliver_SiloLostBetweenTwoTurns_CountsAnewAndLosesNothing(bool mended)
    {
        using var broker = new MockBroker(partitions: 1);
        // The long pause is the one that the silo is lost in.
        await using (var first = await StartAsync(Faults(static _ => true), options => options.DeliveryBackoff = options.DeliveryBackoffMax = TimeSpan.FromSeconds(10), broker))
        {
            await AppendAsync(first, "a", 3);
            await Eventually.HoldsAsync(() => offers.Count == 1, "the first failed turn");
            await first.CrashAsync(first.Cluster.Silos[0]);
        }

        Assert.Empty(kept.Undeliverable);
        offers.Clear();
        await using var second = await StartAsync(Faults(_ => !mended), broker: broker);
        await Eventually.HoldsAsync(() => second.Deliveries.Of("a").Contains(2), "the last event");
        if (mended)
        {
            Assert.Equal([1, 2], second.Deliveries.Of("a").SkipWhile(number => number == 0));
            Assert.Empty(kept.Undeliverable);
        }
        else
        {
            Assert.Equal(5, offers.Count);
            Assert.Equal("wamid.a.1", Assert.Single(kept.Undeliverable).Event.Id.Value);
        }
    }

    [Fact]
    public async Task Wait_UntilReplayed_OffersItAgainInItsPlace()
    {
        var broken = true;
        await using var region = await StartAsync(Faults(_ => Volatile.Read(ref broken)), Waiting);
        await AppendAsync(region, "a", 3);
        await region.AppendAsync("b", 0);

        await Eventually.HoldsAsync(() => kept.Looks > 3, "several looks at what became of it");
        Assert.Equal([0], region.Deliveries.Of("a"));
        Assert.Equal([0], region.Deliveries.Of("b"));
        Assert.Equal(1, region.Broker.Committed(Region.Group, 0));

        Volatile.Write(ref broken, false);
        kept.Fate = SetAsideFate.Replayed;
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 4, "commit past all");
        Assert.Equal([0, 1, 2], region.Deliveries.Of("a"));
        Assert.Single(kept.Undeliverable);
    }

    [Fact]
    public async Task Wait_UntilDiscarded_GoesOnWithoutIt()
    {
        await using var region = await StartAsync(Faults(static _ => true), Waiting);
        await AppendAsync(region, "a", 3);
        await Eventually.HoldsAsync(() => kept.Looks > 1, "looks at what became of it");

        kept.Fate = SetAsideFate.Discarded;
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 3, "commit past all");
        Assert.Equal([0, 2], region.Deliveries.Of("a"));
        Assert.Equal(5, offers.Count);
    }

    [Fact]
    public async Task Wait_ReplayedAndStillFailing_GoesOnAfterAsManyTurns()
    {
        await using var region = await StartAsync(Faults(static _ => true), Waiting);
        await AppendAsync(region, "a", 3);
        await Eventually.HoldsAsync(() => kept.Looks > 1, "looks at what became of it");

        kept.Fate = SetAsideFate.Replayed;
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 3, "commit past all");
        Assert.Equal([0, 2], region.Deliveries.Of("a"));
        Assert.Equal(10, offers.Count);
    }

    [Fact]
    public async Task Wait_LetterGone_IsKeptAgain()
    {
        kept.Fate = SetAsideFate.Missing;
        await using var region = await StartAsync(Faults(static _ => true), Waiting);
        await AppendAsync(region, "a", 3);
        await Eventually.HoldsAsync(() => kept.Undeliverable.Count > 2, "kept again");
        Assert.Equal([0], region.Deliveries.Of("a"));
    }

    [Fact]
    public async Task Wait_SiloLostWhileItWaits_WaitsOn()
    {
        using var broker = new MockBroker(partitions: 1);
        await using (var first = await StartAsync(Faults(static _ => true), Waiting, broker))
        {
            await AppendAsync(first, "a", 3);
            await Eventually.HoldsAsync(() => kept.Looks > 1, "looks at what became of it");
            await first.CrashAsync(first.Cluster.Silos[0]);
        }

        var looks = kept.Looks;
        await using var second = await StartAsync(Faults(static _ => true), Waiting, broker);
        await Eventually.HoldsAsync(() => kept.Looks > looks + 1, "the next silo's looks");
        Assert.DoesNotContain(2, second.Deliveries.Of("a"));

        kept.Fate = SetAsideFate.Discarded;
        await Eventually.HoldsAsync(() => second.Deliveries.Of("a").Contains(2), "the event behind it");
    }

    private static void Waiting(InboundLogOptions options)
    {
        options.AfterSetAside = LaterEvents.Wait;
        options.SettledLookInterval = TimeSpan.FromMilliseconds(20);
    }

    private static async Task AppendAsync(Region region, string user, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await region.AppendAsync(user, number);
        }
    }

    private Task<Region> StartAsync(Deliveries deliveries, Action<InboundLogOptions>? configure = null, MockBroker? broker = null) =>
        Region.StartAsync(silos: 1, partitions: 1, configure, services => SetAsideTests.Use(services, kept), broker, deliveries);

    /// <summary>The event number 1 fails its turn as often as asked; every offer of it is noted.</summary>
    private Deliveries Faults(Func<int, bool> fails) => new()
    {
        OnEvent = inboundEvent =>
        {
            if (inboundEvent.Conversation.UserId != "a" || Deliveries.NumberOf(inboundEvent) != 1)
            {
                return Task.CompletedTask;
            }

            offers.Enqueue(TimeProvider.System.GetTimestamp());
            return fails(offers.Count) ? throw new TurnFaultException("broken") : Task.CompletedTask;
        },
    };
}
