using OrleansFailover.WebhookGateway.Edge;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

public sealed class RegionHealthPolicyTests
{
    // One letter a second: + probe succeeded, - probe failed, ! connection failed. Threshold 2, failback after 2 s.
    [Theory]
    [InlineData("", RegionHealth.Unknown)]
    [InlineData("+", RegionHealth.Healthy)]
    [InlineData("-", RegionHealth.Unknown)]
    [InlineData("--", RegionHealth.Unhealthy)]
    [InlineData("+-", RegionHealth.Healthy)]
    [InlineData("+-+-+-", RegionHealth.Healthy)]
    [InlineData("+--", RegionHealth.Unhealthy)]
    [InlineData("+!", RegionHealth.Suspect)]
    [InlineData("!", RegionHealth.Suspect)]
    [InlineData("+!+", RegionHealth.Healthy)]
    [InlineData("+!-", RegionHealth.Unhealthy)]
    [InlineData("+!!", RegionHealth.Suspect)]
    [InlineData("--!", RegionHealth.Unhealthy)]
    [InlineData("--+", RegionHealth.Returning)]
    [InlineData("--++", RegionHealth.Returning)]
    [InlineData("--+++", RegionHealth.Healthy)]
    [InlineData("--++-", RegionHealth.Unhealthy)]
    [InlineData("--++-+", RegionHealth.Returning)]
    [InlineData("--++!", RegionHealth.Unhealthy)]
    [InlineData("--+++-", RegionHealth.Healthy)]
    public void Next_Sequence_EndsIn(string observations, object health) => Assert.Equal((RegionHealth)health, Run(observations, TimeSpan.FromSeconds(2)));

    [Fact]
    public void Next_NoFailbackTime_PrefersTheRegionWithTheFirstProbe() => Assert.Equal(RegionHealth.Healthy, Run("--+", TimeSpan.Zero));

    private static RegionHealth Run(string observations, TimeSpan failbackAfter)
    {
        var state = new RegionState(RegionHealth.Unknown, 0, TimeSpan.Zero);
        for (var i = 0; i < observations.Length; i++)
        {
            var observation = observations[i] switch
            {
                '+' => RegionObservation.ProbeSucceeded,
                '-' => RegionObservation.ProbeFailed,
                _ => RegionObservation.ConnectionFailed,
            };
            state = RegionHealthPolicy.Next(state, observation, TimeSpan.FromSeconds(i), 2, failbackAfter);
        }

        return state.Health;
    }
}
