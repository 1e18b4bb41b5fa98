using OrleansFailover.Load.Http;

namespace OrleansFailover.Load.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void AllAtOnce_ACount_IsExactlySoMany() => Assert.Equal(500, Schedule.AllAtOnce(500).Due!.Length);

    // Why a count of messages is not sent by independent senders: they send about as many, and the ones too many would be sent twice.
    [Fact]
    public void Poisson_ARate_IsAboutSoMany()
    {
        var due = Schedule.Poisson(5000, TimeSpan.FromSeconds(0.1), seed: 1, TimeProvider.System).Due!;

        Assert.InRange(due.Length, 400, 600);
        Assert.NotEqual(500, due.Length);
        Assert.Equal(due.Order(), due);
    }
}
