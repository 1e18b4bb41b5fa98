using System.Diagnostics.Metrics;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class RedisMemoryTests
{
    [Theory]
    [InlineData("# Memory\r\nused_memory:1048576\r\nused_memory_human:1.00M\r\nmaxmemory:0\r\n", 1048576L)]
    [InlineData("# Memory\r\nstore_index_size:64\r\ntotal_main_store_size:100\r\ntotal_object_store_size:20\r\n", 120L)]
    [InlineData("# Memory\r\nused_memory_rss:5\r\n", null)]
    [InlineData("used_memory:many\r\n", null)]
    [InlineData("", null)]
    public void Of_AnAnswer_IsItsBytes(string info, long? bytes) => Assert.Equal(bytes, RedisMemory.Of(info));

    [Fact]
    public async Task Look_AtAServer_IsMoreThanNothingWhileItAnswers()
    {
        await using var regions = new TwoRegions();
        var measured = new List<long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "standby.redis.memory" && ReferenceEquals(instrument.Meter.Scope, regions.A.Get<IMeterFactory>()))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, bytes, _, _) => measured.Add(bytes));
        listener.Start();
        var watch = regions.A.Hosted<RedisMemoryWatch>();
        listener.RecordObservableInstruments();
        Assert.Empty(measured);

        await watch.LookAsync(TestContext.Current.CancellationToken);
        listener.RecordObservableInstruments();
        Assert.True(Assert.Single(measured) > 0);

        regions.RedisA.Stop();
        await watch.LookAsync(TestContext.Current.CancellationToken);
        listener.RecordObservableInstruments();
        Assert.Single(measured);
    }
}
