namespace OrleansFailover.Simulation.Redis;

/// <summary>A sorted set: members by score, then by their bytes.</summary>
internal sealed class ScoreSet
{
    private readonly Dictionary<string, double> scores = new(StringComparer.Ordinal);
    private readonly SortedSet<(double Score, string Member)> order = new(Comparer<(double Score, string Member)>.Create(
        static (left, right) => left.Score != right.Score ? left.Score.CompareTo(right.Score) : string.CompareOrdinal(left.Member, right.Member)));

    public int Count => scores.Count;

    /// <summary>From the lowest score on.</summary>
    public IEnumerable<(double Score, string Member)> Entries => order;

    public double? this[string member] => scores.TryGetValue(member, out var score) ? score : null;

    /// <returns>True when the member is new.</returns>
    public bool Set(string member, double score)
    {
        var isNew = !Remove(member);
        scores[member] = score;
        order.Add((score, member));
        return isNew;
    }

    public bool Remove(string member) => scores.Remove(member, out var score) && order.Remove((score, member));
}
