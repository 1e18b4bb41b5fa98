using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Soak;

namespace OrleansFailover.Drill.Tests.Soak;

public sealed class SoakDeckTests
{
    [Fact]
    public void Next_OfADeck_DealsEveryScenarioOnceBeforeAnyAgain()
    {
        var deck = new SoakDeck(ScenarioCatalog.All, 3);
        for (var deal = 0; deal < 3; deal++)
        {
            Assert.Equal(
                ScenarioCatalog.All.Select(scenario => scenario.Name).Order(),
                Enumerable.Range(0, ScenarioCatalog.All.Count).Select(_ => deck.Next().Name).Order());
        }
    }

    [Fact]
    public void Next_OfASeed_IsTheSameOrder()
    {
        Assert.Equal(Deal(7), Deal(7));
        Assert.NotEqual(Deal(7), Deal(8));
    }

    private static IEnumerable<string> Deal(long seed)
    {
        var deck = new SoakDeck(ScenarioCatalog.All, seed);
        return [.. Enumerable.Range(0, 40).Select(_ => deck.Next().Name)];
    }
}
