using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class MembershipTests
{
    private const int Users = 30;
    private const int Rounds = 120;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>With a long commit interval a new reader starts far behind the old one, so that much comes twice.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(60_000)]
    public async Task Load_SiloKilledAndSiloAdded_LosesNothingAndKeepsOrder(int commitMilliseconds)
    {
        await using var region = await Region.StartAsync(
            silos: 3, partitions: 8, options => options.CommitInterval = TimeSpan.FromMilliseconds(commitMilliseconds));
        var load = Task.Run(() => AppendAllAsync(region), Cancellation);
        await Eventually.HoldsAsync(() => region.Deliveries.Total > Users * 10, "load under way");

        await region.CrashAsync(region.Cluster.Silos[1]);
        await Eventually.HoldsAsync(() => region.Deliveries.Total > Users * 40, "load after the kill");
        await region.Cluster.StartAdditionalSiloAsync();
        await load;

        await Eventually.HoldsAsync(() => AllArrived(region), "every event delivered", TimeSpan.FromSeconds(30));
        for (var user = 0; user < Users; user++)
        {
            Assert.Equal(Enumerable.Range(0, Rounds), region.Deliveries.FirstDeliveries($"user{user}"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{region.Deliveries.Total - (Users * Rounds)} of {Users * Rounds} events came twice.");
        if (commitMilliseconds > 1_000)
        {
            Assert.True(region.Deliveries.Total > Users * Rounds, "A crash without a commit must repeat something.");
            return;
        }

        // Everything that was delivered gets committed, by whoever reads it now.
        await Eventually.HoldsAsync(
            () => Enumerable.Range(0, 8).All(partition => (region.Broker.Committed(Region.Group, partition) ?? 0) == region.Broker.End(partition)),
            "commit of every partition");
    }

    private static async Task AppendAllAsync(Region region)
    {
        for (var number = 0; number < Rounds; number++)
        {
            await region.Log.AppendAsync([.. Enumerable.Range(0, Users).Select(user => Events.Message($"user{user}", number))], Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }

    private static bool AllArrived(Region region) =>
        Enumerable.Range(0, Users).All(user => region.Deliveries.FirstDeliveries($"user{user}").Count == Rounds);
}
