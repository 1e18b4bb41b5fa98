using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class CommitTests
{
    [Fact]
    public async Task Commit_ConversationThatBlocks_StaysInFrontOfItsEvent()
    {
        var release = new TaskCompletionSource();
        var deliveries = new Deliveries
        {
            OnEvent = inboundEvent => inboundEvent.Id.Value == "wamid.a.0" ? release.Task : Task.CompletedTask,
        };
        await using var region = await Region.StartAsync(silos: 1, partitions: 1, deliveries: deliveries);
        await region.AppendAsync("b", 0);
        await region.AppendAsync("a", 0);
        for (var number = 1; number < 20; number++)
        {
            await region.AppendAsync("b", number);
        }

        // The others are delivered, so everything was read: a commit on reading would be at 21 now.
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 20, "the other conversation's events");
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 1, "commit up to the blocked event");
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(1, region.Broker.Committed(Region.Group, 0));

        release.SetResult();
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 21, "commit of everything");
    }

    [Fact]
    public async Task Restart_AfterKill_DeliversWhatWasNotCommitted()
    {
        using var broker = new MockBroker(partitions: 1);
        var stuck = new TaskCompletionSource();
        var first = new Deliveries { OnEvent = inboundEvent => Deliveries.NumberOf(inboundEvent) >= 3 ? stuck.Task : Task.CompletedTask };
        await using (var region = await Region.StartAsync(silos: 1, broker: broker, deliveries: first))
        {
            for (var number = 0; number < 6; number++)
            {
                await region.AppendAsync("a", number);
            }

            await Eventually.HoldsAsync(() => broker.Committed(Region.Group, 0) == 3, "commit of what was delivered");
            await region.Cluster.KillSiloAsync(region.Cluster.Silos[0], TestContext.Current.CancellationToken);
        }

        await using var again = await Region.StartAsync(silos: 1, broker: broker);

        await Eventually.HoldsAsync(() => again.Deliveries.Total == 3, "delivery of the rest");
        Assert.Equal([3, 4, 5], again.Deliveries.Of("a"));
        stuck.SetResult();
    }

    [Fact]
    public async Task Restart_AfterStop_RepeatsNoMoreThanWhatWasAheadOfTheSlowestConversation()
    {
        const int Sent = 400, Ahead = 30;
        using var broker = new MockBroker(partitions: 2);
        var deliveries = new Deliveries { OnEvent = static _ => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System) };
        await using (var region = await Region.StartAsync(silos: 1, broker: broker, deliveries: deliveries, configure: options => options.CommitInterval = TimeSpan.FromMinutes(1)))
        {
            await region.Log.AppendAsync(
                [.. Enumerable.Range(0, Sent).Select(number => Events.Message($"user{number % 5}", number))], TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(() => deliveries.Total > 4 * Ahead, "some deliveries");
            await region.Cluster.StopAllSilosAsync(TestContext.Current.CancellationToken);
            Assert.True(deliveries.Total < Sent, "The silo must stop in the middle for this test to say anything.");
        }

        await using var again = await Region.StartAsync(silos: 1, broker: broker, deliveries: deliveries);

        await Eventually.HoldsAsync(
            () => Enumerable.Range(0, 5).All(user => deliveries.Of($"user{user}").Contains(Sent - 5 + user)), "delivery of the rest");
        Assert.All(
            Enumerable.Range(0, 5),
            user => Assert.Equal(Enumerable.Range(0, Sent / 5).Select(turn => (turn * 5) + user), deliveries.FirstDeliveries($"user{user}")));
        Assert.InRange(deliveries.Total - Sent, 0, Ahead);
    }

    [Fact]
    public async Task Start_GateClosed_ReadsNothingUntilItOpens()
    {
        var gate = new Gate();
        await using var region = await Region.StartAsync(silos: 1, services: services => services.AddSingleton<IInboundLogGate>(gate));
        await region.AppendAsync("a", 0);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(0, region.Deliveries.Total);

        gate.Opened.SetResult();

        await Eventually.HoldsAsync(() => region.Deliveries.Total == 1, "delivery after the gate opened");
    }

    [Fact]
    public async Task Start_HeadOfTheLogIsGone_GoesOnBehindTheGap()
    {
        using var broker = new MockBroker(partitions: 1);
        await using (var region = await Region.StartAsync(silos: 1, broker: broker))
        {
            await region.AppendAsync("a", 0);
            await Eventually.HoldsAsync(() => broker.Committed(Region.Group, 0) == 1, "first commit");
            await region.Cluster.StopAllSilosAsync(TestContext.Current.CancellationToken);
            for (var number = 1; number < 6; number++)
            {
                await region.AppendAsync("a", number);
            }
        }

        broker.DeleteBefore(0, 3);
        await using var again = await Region.StartAsync(silos: 1, broker: broker);

        await Eventually.HoldsAsync(() => again.Deliveries.Total == 3, "delivery of what is left");
        Assert.Equal([3, 4, 5], again.Deliveries.Of("a"));
    }

    private sealed class Gate : IInboundLogGate
    {
        public TaskCompletionSource Opened { get; } = new();

        public Task WaitUntilOpenAsync(CancellationToken cancellationToken) => Opened.Task.WaitAsync(cancellationToken);
    }
}
