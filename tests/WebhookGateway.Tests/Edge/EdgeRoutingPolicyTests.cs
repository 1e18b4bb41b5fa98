using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Forwarding;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

public sealed class EdgeRoutingPolicyTests
{
    // Regions by letter: H healthy, ? unknown, R returning, S suspect, U unhealthy. Attempts: region digit and outcome letter:
    // r running, t taken, x refused, u unreachable, b broken, f failed. Flags: h hedge due, t time is up.
    [Theory]
    [InlineData("HH", "", "", "send 0")]
    [InlineData("??", "", "", "send 0")]
    [InlineData("?H", "", "", "send 0")]
    [InlineData("UH", "", "", "send 1 primary-unreachable")]
    [InlineData("SH", "", "", "send 1 primary-unreachable")]
    [InlineData("RH", "", "", "send 1 failback-pending")]
    [InlineData("RU", "", "", "send 0")]
    [InlineData("RS", "", "", "send 0")]
    [InlineData("UU", "", "", "send 0")]
    [InlineData("US", "", "", "send 1 primary-unreachable")]
    [InlineData("UUH", "", "", "send 2 primary-unreachable")]
    [InlineData("HH", "0r", "", "wait hedge")]
    [InlineData("HH", "0r", "h", "send 1 slow")]
    [InlineData("HU", "0r", "h", "send 1 slow")]
    [InlineData("H", "0r", "h", "wait")]
    [InlineData("HH", "0r 1r", "h", "wait")]
    [InlineData("HHH", "0r 1r", "", "wait hedge")]
    [InlineData("HHH", "0r 1r", "h", "send 2 slow")]
    [InlineData("HH", "0t", "", "answer 0")]
    [InlineData("HH", "0r 1t", "", "answer 1")]
    [InlineData("HH", "0r 1t", "t", "answer 1")]
    [InlineData("HH", "0u", "", "send 1 primary-unreachable")]
    [InlineData("HH", "0b", "", "send 1 error")]
    [InlineData("HH", "0f", "", "send 1 error")]
    [InlineData("HHH", "0u 1f", "", "send 2 primary-unreachable")]
    [InlineData("HHH", "0f 1u", "", "send 2 error")]
    [InlineData("HHH", "0f 1r", "h", "send 2 slow")]
    [InlineData("UU", "0f", "", "send 1 error")]
    [InlineData("UU", "0u", "", "send 1 primary-unreachable")]
    [InlineData("UH", "1f", "", "send 0 error")]
    [InlineData("UH", "1r", "h", "send 0 slow")]
    [InlineData("HH", "0f 1f", "", "give-up")]
    [InlineData("HH", "0f 1r", "", "wait")]
    [InlineData("HH", "0x", "", "answer 0")]
    [InlineData("HH", "0r 1x", "", "wait")]
    [InlineData("HH", "0f 1x", "", "answer 1")]
    [InlineData("HH", "0x 1t", "", "answer 1")]
    [InlineData("HH", "0r", "t", "give-up")]
    [InlineData("HH", "0r 1x", "t", "answer 1")]
    [InlineData("HH", "0f", "t", "give-up")]
    public void Decide_Table(string regions, string attempts, string flags, string expected)
    {
        var snapshot = new EdgeSnapshot(
            [.. regions.Select(HealthOf)],
            [.. attempts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => new EdgeAttempt(a[0] - '0', OutcomeOf(a[1])))],
            flags.Contains('h', StringComparison.Ordinal),
            flags.Contains('t', StringComparison.Ordinal));

        Assert.Equal(expected, Print(EdgeRoutingPolicy.Decide(snapshot)));
    }

    [Fact]
    public void Decide_AnySituation_EndsAndNeverSaysUnreachableOfARegionThatMayHaveIt()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var regions = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (RegionHealth)random.Next(5)).ToArray();
            var attempts = new List<EdgeAttempt>();
            var hedge = false;
            for (var steps = 0; ; steps++)
            {
                Assert.True(steps < 50, $"round {round} does not end");
                var step = EdgeRoutingPolicy.Decide(new(regions, attempts, hedge, steps > 30));
                if (step.Kind is EdgeStepKind.Answer or EdgeStepKind.GiveUp)
                {
                    break;
                }

                if (step.Kind is EdgeStepKind.Send)
                {
                    Assert.DoesNotContain(attempts, a => a.Region == step.Region);
                    var primary = attempts.Find(a => a.Region == 0);
                    var sentToPrimary = attempts.Exists(a => a.Region == 0) && primary.Outcome is not AttemptOutcome.Unreachable;
                    Assert.False(step.Reason == FailoverReason.PrimaryUnreachable && (sentToPrimary || step.Region == 0), $"round {round}");
                    Assert.Equal(step.Region == 0 && attempts.Count == 0, step.Reason is null);
                    attempts.Add(new(step.Region, AttemptOutcome.Running));
                    hedge = false;
                }
                else
                {
                    var i = random.Next(attempts.Count);
                    hedge = random.Next(2) == 0;
                    attempts[i] = attempts[i] with { Outcome = attempts[i].Outcome is AttemptOutcome.Running && !hedge ? (AttemptOutcome)random.Next(6) : attempts[i].Outcome };
                }
            }
        }
    }

    private static RegionHealth HealthOf(char letter) => letter switch
    {
        'H' => RegionHealth.Healthy,
        '?' => RegionHealth.Unknown,
        'R' => RegionHealth.Returning,
        'S' => RegionHealth.Suspect,
        _ => RegionHealth.Unhealthy,
    };

    private static AttemptOutcome OutcomeOf(char letter) => letter switch
    {
        'r' => AttemptOutcome.Running,
        't' => AttemptOutcome.Taken,
        'x' => AttemptOutcome.Refused,
        'u' => AttemptOutcome.Unreachable,
        'b' => AttemptOutcome.Broken,
        _ => AttemptOutcome.Failed,
    };

    private static string Print(EdgeStep step) => step.Kind switch
    {
        EdgeStepKind.Send => $"send {step.Region} {step.Reason}".TrimEnd(),
        EdgeStepKind.Wait => step.MayHedge ? "wait hedge" : "wait",
        EdgeStepKind.Answer => $"answer {step.Attempt}",
        _ => "give-up",
    };
}
