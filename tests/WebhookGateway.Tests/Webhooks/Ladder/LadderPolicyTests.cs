using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Ladder;

public sealed class LadderPolicyTests
{
    private const string Take = nameof(LadderGoal.Take);
    private const string Keep = nameof(LadderGoal.Keep);
    private static readonly LadderShares Shares = LadderShares.Of(new WebhookOptions());

    // goal, crossed, circuit, active, failed, milliseconds left -> step, its bound in milliseconds; of 4,000: append 1,600, forward 1,200,
    // dead letter 600, spool 600.
    [Theory]
    [InlineData(Take, 0, "Closed", true, "None", 4000, "Append", 1600)]
    [InlineData(Take, 0, "HalfOpen", true, "None", 4000, "Append", 1600)]
    [InlineData(Take, 1, "Closed", true, "None", 4000, "Append", 1600)]
    [InlineData(Take, 0, "Closed", true, "None", 1000, "Append", 400)]
    [InlineData(Take, 0, "Closed", true, "None", 0, "Append", 160)]
    [InlineData(Take, 0, "Open", true, "None", 4000, "Forward", 1200)]
    [InlineData(Take, 0, "Closed", false, "None", 4000, "Forward", 1200)]
    [InlineData(Take, 0, "Closed", true, "Append", 2400, "Forward", 1200)]
    [InlineData(Take, 0, "Closed", true, "Append", 1000, "Forward", 400)]
    [InlineData(Take, 0, "Closed", true, "Append", 700, "DeadLetter", 100)]
    [InlineData(Take, 0, "Closed", true, "Append, Forward", 1200, "DeadLetter", 600)]
    [InlineData(Take, 0, "Closed", true, "Append, Forward", 620, "Spool", 620)]
    [InlineData(Take, 0, "Closed", true, "Append, Forward, DeadLetter", 600, "Spool", 600)]
    [InlineData(Take, 0, "Closed", true, "Append, Forward, DeadLetter", 0, "Spool", 600)]
    [InlineData(Take, 0, "Closed", true, "Append, Forward, DeadLetter, Spool", 0, "Refuse", 0)]
    [InlineData(Take, 1, "Closed", true, "Append", 2400, "DeadLetter", 600)]
    [InlineData(Take, 1, "Open", true, "None", 4000, "DeadLetter", 600)]
    [InlineData(Take, 1, "Closed", false, "None", 4000, "Append", 1600)] // no region is active: the log keeps it in order
    [InlineData(Take, 0, "Closed", false, "Forward", 2800, "Append", 1600)]
    [InlineData(Take, 0, "Open", false, "Forward", 2800, "DeadLetter", 600)]
    [InlineData(Take, 1, "Closed", false, "Append", 2400, "DeadLetter", 600)]
    [InlineData(Take, 2, "Closed", true, "None", 4000, "DeadLetter", 600)]
    [InlineData(Take, 2, "Closed", true, "DeadLetter", 4000, "Spool", 4000)]
    [InlineData(Keep, 0, "Closed", true, "None", 4000, "DeadLetter", 600)]
    [InlineData(Keep, 0, "Open", false, "DeadLetter", 3000, "Spool", 3000)]
    [InlineData(Keep, 0, "Closed", true, "DeadLetter, Spool", 3000, "Refuse", 0)]
    public void Decide_FromTheChannel_GoesDownTheLadder(
        string goal, int crossed, string circuit, bool active, string failed, int left, string step, int bound) =>
        Check(goal, WebhookOrigin.Channel, crossed, circuit, active, failed, left, step, bound);

    [Theory]
    [InlineData(Take, "Spool", 0, "Closed", true, "None", "Append", 1600)]
    [InlineData(Take, "Spool", 0, "Open", true, "None", "Forward", 1200)]
    [InlineData(Take, "Spool", 0, "Closed", false, "Forward", "Append", 1600)]
    [InlineData(Take, "Spool", 0, "Closed", true, "Append, Forward", "Refuse", 0)]
    [InlineData(Take, "Spool", 1, "Open", true, "None", "Refuse", 0)]
    [InlineData(Keep, "Spool", 0, "Closed", true, "None", "DeadLetter", 600)]
    [InlineData(Keep, "Spool", 0, "Closed", true, "DeadLetter", "Spool", 4000)]
    [InlineData(Keep, "SpooledLetter", 0, "Closed", true, "None", "DeadLetter", 600)]
    [InlineData(Keep, "SpooledLetter", 0, "Closed", true, "DeadLetter", "Refuse", 0)]
    public void Decide_FromTheSpool_LeavesItThereWhenNothingTakesIt(
        string goal, string origin, int crossed, string circuit, bool active, string failed, string step, int bound) =>
        Check(goal, Enum.Parse<WebhookOrigin>(origin), crossed, circuit, active, failed, 4000, step, bound);

    [Fact]
    public void Decide_EveryStepUsesUpItsBound_EndsWithinTheBudget()
    {
        foreach (var start in Enumerable.Range(0, 41).Select(tenths => TimeSpan.FromMilliseconds(tenths * 100)))
        {
            var left = start;
            var failed = FailedSteps.None;
            var total = TimeSpan.Zero;
            LadderMove move;
            do
            {
                move = LadderPolicy.Decide(new(LadderGoal.Take, WebhookOrigin.Channel, 0, CircuitState.Closed, true, failed, left), Shares);
                total += move.Bound;
                left = left > move.Bound ? left - move.Bound : TimeSpan.Zero;
                failed |= Enum.TryParse<FailedSteps>(move.Step.ToString(), out var step) ? step : FailedSteps.None;
            }
            while (move.Step is not LadderStep.Refuse);

            Assert.True(failed.HasFlag(FailedSteps.Append | FailedSteps.Spool));

            // A slow body that left less than the spool's share and a try of the log is the one case that goes beyond.
            Assert.True(total <= start || start < Shares.Spool + (Shares.Append * 0.1), $"{start} left, {total} used");
        }
    }

    private static void Check(string goal, WebhookOrigin origin, int crossed, string circuit, bool active, string failed, int left, string step, int bound)
    {
        var situation = new LadderSituation(
            Enum.Parse<LadderGoal>(goal), origin, crossed, Enum.Parse<CircuitState>(circuit), active, Enum.Parse<FailedSteps>(failed), TimeSpan.FromMilliseconds(left));

        var move = LadderPolicy.Decide(situation, Shares);

        Assert.Equal(Enum.Parse<LadderStep>(step), move.Step);
        Assert.Equal(bound, move.Bound.TotalMilliseconds, 0.01);
    }
}
