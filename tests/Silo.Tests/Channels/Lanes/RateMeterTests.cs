using CsCheck;
using OrleansFailover.Silo.Channels.Lanes;

namespace OrleansFailover.Silo.Tests.Channels.Lanes;

public sealed class RateMeterTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(6);

    [Fact]
    public void Wait_Burst_ThenOneAnInterval()
    {
        var meter = new RateMeter(45, Interval);
        for (var i = 0; i < 45; i++)
        {
            Assert.Equal(TimeSpan.Zero, meter.Wait(TimeSpan.Zero));
            meter.Take(TimeSpan.Zero);
        }

        Assert.Equal(Interval, meter.Wait(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(1), meter.Wait(TimeSpan.FromSeconds(5)));
        Assert.False(meter.IsIdle(45 * Interval - TimeSpan.FromTicks(1)));
        Assert.True(meter.IsIdle(45 * Interval));
    }

    [Fact]
    public void Take_WheneverItIsAllowed_NeverMoreThanTheBurstAndTheRate() =>
        Gen.Int[0, 9000].Array[1, 200].Sample(pauses =>
        {
            var (meter, now, taken) = (new RateMeter(5, Interval), TimeSpan.Zero, new List<TimeSpan>());
            foreach (var pause in pauses)
            {
                now += TimeSpan.FromMilliseconds(pause);
                if (meter.Wait(now) == TimeSpan.Zero)
                {
                    meter.Take(now);
                    taken.Add(now);
                }
            }

            for (var i = 0; i + 5 < taken.Count; i++)
            {
                Assert.True(taken[i + 5] - taken[i] >= Interval, $"Six within {taken[i + 5] - taken[i]}.");
            }
        });
}
