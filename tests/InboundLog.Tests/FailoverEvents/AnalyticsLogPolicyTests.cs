using OrleansFailover.InboundLog.FailoverEvents;

namespace OrleansFailover.InboundLog.Tests.FailoverEvents;

public sealed class AnalyticsLogPolicyTests
{
    [Theory]
    [InlineData("up up", 0b00, 0)]
    [InlineData("down up", 0b00, 1)]
    [InlineData("up up", 0b01, 1)]
    [InlineData("up up", 0b10, 0)]
    [InlineData("down down", 0b00, 0)]
    [InlineData("down down", 0b01, 1)]
    [InlineData("up up", 0b11, null)]
    [InlineData("up", 0b1, null)]
    public void Next_SomeUpAndSomeTried_IsTheFirstThatMayTakeIt(string logs, int tried, int? expected)
    {
        var states = logs.Split(' ');

        Assert.Equal(expected, AnalyticsLogPolicy.Next(states.Length, place => states[place] == "up", tried));
    }
}
