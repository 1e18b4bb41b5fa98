using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

/// <summary>A silo that ends in order: its turns in flight end first, its partitions go to the others, and nothing is repeated.</summary>
public sealed class GracefulStopTests
{
    private const int Users = 24;
    private const int Partitions = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_TurnsInFlight_EndFirstAndThePartitionsAreHandedOver()
    {
        var held = 0;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = new Deliveries
        {
            OnEvent = item =>
            {
                if (Deliveries.NumberOf(item) != 1)
                {
                    return Task.CompletedTask;
                }

                Interlocked.Increment(ref held);
                return release.Task;
            },
        };
        await using var region = await Region.StartAsync(silos: 2, partitions: Partitions, options => options.CommitInterval = TimeSpan.FromMinutes(1), deliveries: deliveries);
        await AppendAsync(region, 0);
        await Eventually.HoldsAsync(() => deliveries.Total == Users, "the first events");
        await AppendAsync(region, 1);
        await Eventually.HoldsAsync(() => Volatile.Read(ref held) == Users, "a turn in flight in every conversation");

        var stopping = region.Cluster.StopSiloAsync(region.Cluster.Silos[1], Ct);
        await AppendAsync(region, 2);
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await AppendAsync(region, 3);

        await Eventually.HoldsAsync(() => Enumerable.Range(0, Users).All(user => deliveries.Of($"u{user}").Contains(3)), "the events behind, read by the silo that is left");

        // Committed by hand-over and not by the clock, so that nothing came twice.
        Assert.All(Enumerable.Range(0, Users), user => Assert.Equal([0, 1, 2, 3], deliveries.Of($"u{user}")));
        Assert.Single(region.Cluster.Silos);
    }

    private static Task AppendAsync(Region region, int number) =>
        region.Log.AppendAsync([.. Enumerable.Range(0, Users).Select(user => Events.Message($"u{user}", number))], Ct);
}
