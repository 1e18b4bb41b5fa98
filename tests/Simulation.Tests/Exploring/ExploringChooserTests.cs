using OrleansFailover.Simulation.Exploring;

namespace OrleansFailover.Simulation.Tests.Exploring;

public sealed class ExploringChooserTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 6)]
    [InlineData(3, 6)]
    public void TryNext_ThreeSteps_TriesEveryOrderWithinTheBoundOnce(int deviations, int orders)
    {
        var chooser = new ExploringChooser(deviations);
        var seen = new List<string>();
        do
        {
            var order = "";
            foreach (var name in "abc")
            {
                chooser.Offer(new(null, $"{name}", () => order += name));
            }

            while (chooser.TakeOne())
            {
            }

            seen.Add(order);
        }
        while (chooser.TryNext());

        Assert.Equal(orders, seen.Count);
        Assert.Equal(orders, seen.Distinct().Count());
        Assert.Equal("abc", seen[0]);
    }
}
