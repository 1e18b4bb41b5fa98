using Microsoft.Extensions.Time.Testing;
using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.LocalCloud.Replication;

namespace OrleansFailover.LocalCloud.Tests.Replication;

public sealed class PendingQueueTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DocumentContainer _container;

    public PendingQueueTests()
    {
        var topology = new Topology("a", [new RegionEndpoint { Name = "a", CosmosEndpoint = new Uri("http://127.0.0.1/") }]);
        _container = new DocumentContainer(
            new ContainerDefinition("d", "c", 0, ["pk"], null), topology, new RegionClock(_time, TimeSpan.Zero), new RegionProgress(1), new Replicator(_time));
    }

    [Fact]
    public void Take_YoungerThanTheLag_TellsHowLongToWait()
    {
        var queue = new PendingQueue(10, _time);
        queue.Add(_container, Version("a", 1), isResolution: false);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(queue.Take(TimeSpan.FromSeconds(3), 10, 1000, out var untilDue));
        Assert.Equal(TimeSpan.FromSeconds(2), untilDue);
    }

    [Fact]
    public void Take_NotConfirmed_ReturnsTheSameAgainAlone()
    {
        var queue = new PendingQueue(10, _time);
        queue.Add(_container, Version("a", 1), isResolution: false);
        var first = queue.Take(TimeSpan.Zero, 10, 1000, out _);
        queue.Add(_container, Version("b", 2), isResolution: false);

        Assert.Equal(first, queue.Take(TimeSpan.Zero, 10, 1000, out _));
        queue.Confirm();
        Assert.Equal("b", queue.Take(TimeSpan.Zero, 10, 1000, out _).Single().Version.Key.Id);
    }

    [Fact]
    public void Add_AboveTheLimit_KeepsTheNewestOfEachDocumentInOrder()
    {
        var queue = new PendingQueue(4, _time);
        string[] ids = ["a", "b", "a", "c", "a"];
        for (var sequence = 0; sequence < ids.Length; sequence++)
        {
            queue.Add(_container, Version(ids[sequence], sequence), isResolution: false);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1, 3, 4], queue.Take(TimeSpan.Zero, 10, 1000, out _).Select(write => write.Version.OriginSequence));
    }

    private static DocumentVersion Version(string id, long sequence) => new()
    {
        Key = new DocumentKey("\"p", id),
        Body = [],
        Etag = "e",
        ResourceId = "r",
        Timestamp = 0,
        ExpiresAt = 0,
        Origin = 0,
        OriginSequence = sequence,
        Vector = [sequence],
    };
}
