using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Tests.Conversations;

public sealed class CustomerPlanTests
{
    private static readonly string[] Steps = ["start", "q1/1", "q2/1", "q3/1", "q3/2", "back", "q6/1"];

    [Fact]
    public void Message_SameSeed_SameContentsInAnyOrder()
    {
        var first = Contents(7, Steps);
        var second = Contents(7, [.. Steps.Reverse()]);

        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Message_OtherSeed_OtherContents() =>
        Assert.Empty(Contents(7, Steps).Intersect(Contents(8, Steps)));

    [Fact]
    public void Message_ManyCustomers_EveryKindOfDeliveryOccursAndIdsDiffer()
    {
        var messages = Enumerable.Range(0, 50).Select(index => new CustomerPlan(1, index))
            .SelectMany(plan => Steps.Select(step => plan.Message(step, mark => SixQuestions.Token(plan.Index, 1, mark)))).ToList();

        Assert.Contains(messages, message => message.Style.EveryRegion);
        Assert.Contains(messages, message => message.Style.Batched);
        Assert.Contains(messages, message => message.Style.Redeliveries.Count == 2);
        Assert.Equal(messages.Count, messages.DistinctBy(message => message.Id).Count());
    }

    [Fact]
    public void Plan_ManyCustomers_SomeSendTwoAndSomeCorrectThemselves()
    {
        var plans = Enumerable.Range(0, 50).Select(index => new CustomerPlan(1, index)).ToList();

        Assert.InRange(plans.Count(plan => plan.SendsTwoAt is not null), 3, 20);
        Assert.InRange(plans.Count(plan => plan.CorrectsAt is not null), 3, 20);
        Assert.DoesNotContain(plans, plan => plan.SendsTwoAt is not null && plan.CorrectsAt is not null);
        Assert.Equal(50, plans.Select(plan => plan.User).Distinct().Count());
    }

    private static List<string> Contents(long seed, string[] steps)
    {
        var plan = new CustomerPlan(seed, 3);
        return [.. steps.Select(step => plan.Message(step, mark => $"text {mark}")).Select(message =>
            $"{message.Step} {message.Id} {message.Text} {message.Style.EveryRegion} {message.Style.Batched} {string.Join(',', message.Style.Redeliveries)} {seed}")];
    }
}
