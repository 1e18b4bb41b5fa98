namespace OrleansFailover.Drill.Channel;

/// <summary>
/// How many sends the channel takes of one sender: a number of places, each free again a while after it was taken, one after the other. With
/// <paramref name="payBack"/>, once all places are taken none is given before all are free again. Thread-safe.
/// </summary>
internal sealed class SendPace(int places, TimeSpan each, bool payBack = false)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, State> _senders = new(StringComparer.Ordinal);

    /// <returns>False when there is no place.</returns>
    public bool TryTake(string sender, TimeSpan now)
    {
        lock (_gate)
        {
            var state = _senders.GetValueOrDefault(sender) ?? new State(now);
            var freed = (int)((now - state.Since) / each);
            var taken = Math.Max(0, state.Taken - freed);
            state = taken == 0 ? new State(now) : state with { Taken = taken, Since = state.Since + (freed * each), Owes = state.Owes };
            var mayGo = state.Taken < places && !(payBack && state.Owes);
            _senders[sender] = mayGo ? state with { Taken = state.Taken + 1, Owes = state.Owes || state.Taken + 1 == places } : state;
            return mayGo;
        }
    }

    private sealed record State(TimeSpan Since)
    {
        public int Taken { get; init; }

        public bool Owes { get; init; }
    }
}
