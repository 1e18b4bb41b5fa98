using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Soak;

/// <summary>Deals the scenarios: every one once in an order that the seed draws, then all again in another order.</summary>
internal sealed class SoakDeck(IReadOnlyList<IScenario> scenarios, long seed)
{
    private readonly Queue<IScenario> _left = new();
    private readonly Random _random = new(seed.GetHashCode());

    public IScenario Next()
    {
        if (_left.Count == 0)
        {
            var deck = scenarios.ToArray();
            _random.Shuffle(deck);
            Array.ForEach(deck, _left.Enqueue);
        }

        return _left.Dequeue();
    }
}
