using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
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

    [Fact]
    public void Plan_ManyCustomers_ShowTheirIdsInEveryWay()
    {
        var plans = Enumerable.Range(0, 500).Select(index => new CustomerPlan(1, index)).ToList();

        Assert.InRange(plans.Count(plan => plan.Habit == IdHabit.Phone), 260, 340);
        Assert.InRange(plans.Count(plan => plan.Habit == IdHabit.Both), 70, 130);
        Assert.InRange(plans.Count(plan => plan.Habit == IdHabit.Changes), 70, 130);
        var changing = plans.Where(plan => plan.Habit == IdHabit.Changes).ToList();
        Assert.Equal(
            [ShownIds.Phone, ShownIds.UserId, ShownIds.Both],
            changing.Select(plan => plan.Shows("start", links: plan.LinksAt == 0, linked: false)).Distinct().Order());
        Assert.Equal([0, 1, 2, 3], changing.Select(plan => plan.LinksAt).Distinct().Order());
        Assert.Equal(500, plans.Select(plan => plan.UserId).Distinct().Count());
        Assert.Empty(plans.Select(plan => plan.UserId).Intersect(Enumerable.Range(0, 500).Select(index => new CustomerPlan(2, index).UserId)));
    }

    [Fact]
    public void Shows_EveryCustomer_TwoFormsOnlyOnceLinked()
    {
        foreach (var plan in Enumerable.Range(0, 200).Select(index => new CustomerPlan(1, index)))
        {
            var before = Steps.Select(step => plan.Shows(step, links: false, linked: false)).Distinct();
            var linking = Steps.Select(step => plan.Shows(step, links: true, linked: false)).Distinct();
            var after = Steps.Select(step => plan.Shows(step, links: true, linked: true)).Distinct().Count();

            Assert.Single(before);
            Assert.Equal(plan.Habit == IdHabit.Phone ? ShownIds.Phone : ShownIds.Both, Assert.Single(linking));
            Assert.True(plan.Habit == IdHabit.Changes || after == 1, $"customer {plan.Index}: {plan.Habit} and {after} forms");
        }

        var changing = Enumerable.Range(0, 200).Select(index => new CustomerPlan(1, index)).Where(plan => plan.Habit == IdHabit.Changes);
        Assert.Equal(
            [ShownIds.Phone, ShownIds.UserId, ShownIds.Both],
            changing.SelectMany(plan => Steps.Select(step => plan.Shows(step, links: true, linked: true))).Distinct().Order());
    }

    [Fact]
    public void Message_KnownSeed_IsTheKnownMessage()
    {
        var message = new CustomerPlan(7, 3).Message("q1/1", mark => SixQuestions.Token(3, 1, mark));

        // Seeds name runs: what one draws stays what it was when something new is drawn.
        Assert.Equal("a3-q1-iuxw", message.Text);
        Assert.Equal(ChannelId.Of("155500700003", "7/q1/1"), message.Id);
        Assert.True(message.Style.EveryRegion);
    }

    [Fact]
    public void Restricted_EveryMessageAndTheName_HaveACanaryOfTheirOwn()
    {
        var plans = Enumerable.Range(0, 100).Select(index => new CustomerPlan(9, index, isRestricted: true)).ToList();

        Assert.All(plans, plan =>
        {
            var text = Assert.Single(plan.Canaries, canary => canary.Kind is CanaryKind.Text).Text;
            Assert.Contains(text, plan.Opening, StringComparison.Ordinal);
            Assert.All(Steps, step => Assert.EndsWith(text, plan.Message(step, mark => SixQuestions.Token(plan.Index, 1, mark)).Text, StringComparison.Ordinal));
            Assert.All(plan.Canaries.Where(canary => canary.Kind is CanaryKind.Name), canary => Assert.Contains(canary.Text, plan.Name, StringComparison.Ordinal));
            Assert.Equal(("DE", "49"), (plan.UserId[..2], plan.User[..2]));
            Assert.Equal(12, plan.User.Length);
            Assert.Null(plan.CorrectsAt);
        });
        Assert.Equal(500, plans.SelectMany(plan => plan.Canaries).Select(canary => canary.Text).Distinct().Count());
    }

    [Fact]
    public void Free_WhatIsLookedFor_IsWhatTheCustomerSays()
    {
        var plan = new CustomerPlan(9, 4);

        Assert.Equal(SixQuestions.Opening, plan.Opening);
        Assert.Equal(plan.Message("q1/1", mark => SixQuestions.Token(4, 1, mark)).Text, Assert.Single(plan.Canaries, canary => canary.Kind is CanaryKind.Text).Text);
        Assert.Contains(plan.Canaries, canary => canary.Text == plan.User);
    }

    private static List<string> Contents(long seed, string[] steps)
    {
        var plan = new CustomerPlan(seed, 3);
        return [.. steps.Select(step => plan.Message(step, mark => $"text {mark}")).Select(message =>
            $"{message.Step} {message.Id} {message.Text} {message.Style.EveryRegion} {message.Style.Batched} {string.Join(',', message.Style.Redeliveries)} {seed}")];
    }
}
