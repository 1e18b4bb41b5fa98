namespace OrleansFailover.Drill.Channel;

/// <summary>What goes wrong with the next sends, on order. Thread-safe.</summary>
internal sealed class SendFaults
{
    private readonly Lock _gate = new();
    private readonly List<(SendFault Fault, string? User)> _ordered = [];

    /// <summary>The next <paramref name="count"/> sends (to this user, when one is named) meet a fault.</summary>
    public void Next(SendFault fault, int count = 1, string? user = null)
    {
        lock (_gate)
        {
            _ordered.AddRange(Enumerable.Repeat((fault, user), count));
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _ordered.Clear();
        }
    }

    public SendFault? TakeFor(string user)
    {
        lock (_gate)
        {
            var at = _ordered.FindIndex(each => each.User is null || each.User == user);
            if (at < 0)
            {
                return null;
            }

            var fault = _ordered[at].Fault;
            _ordered.RemoveAt(at);
            return fault;
        }
    }
}
