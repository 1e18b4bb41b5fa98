using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Store;

namespace OrleansFailover.Simulation.Tests.Store;

public sealed class ReplicationTests
{
    private readonly EventLoop loop = new(new Draw(3));
    private readonly Replica from = new();
    private readonly Replica to = new();
    private readonly Replication replication;
    private bool isOpen = true;

    public ReplicationTests() => replication = new(loop, from, to, () => isOpen) { Lag = TimeSpan.FromMinutes(1) };

    [Fact]
    public void Send_Lag_ArrivesLateAndInOrder()
    {
        Write("1");
        Write("2");
        loop.RunUntil(TimeSpan.FromSeconds(59));
        Assert.Null(to.Find("k", "west"));
        loop.RunUntil(TimeSpan.FromSeconds(61));
        Assert.Equal("2", to.Find("k", "west")!.ETag);
    }

    [Fact]
    public void Send_WayIsCut_ArrivesOnceItIsOpen()
    {
        isOpen = false;
        Write("1");
        loop.RunUntil(TimeSpan.FromMinutes(5));
        Assert.Equal(1, replication.Waiting);
        isOpen = true;
        loop.RunUntil(TimeSpan.FromMinutes(6));
        Assert.NotNull(to.Find("k", "west"));
    }

    [Fact]
    public void Lose_WritesOnTheirWay_AreGoneInBothReplicas()
    {
        Write("1");
        loop.RunUntil(TimeSpan.FromMinutes(2));
        Write("2");
        replication.Lose();
        loop.RunUntil(TimeSpan.FromMinutes(9));
        Assert.Equal(["1", "1"], [from.Find("k", "west")!.ETag, to.Find("k", "west")!.ETag]);
    }

    private void Write(string etag)
    {
        var document = new Document("k", "west", default, etag, 0);
        from.Put(document);
        replication.Send(document);
    }
}
