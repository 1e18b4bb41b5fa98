using System.Collections.Concurrent;

namespace OrleansFailover.Load.Probes;

/// <summary>
/// Who of a list of users was answered, and how often. Replies to anybody else do not count: a reply that was sent and not recorded before its
/// silo was killed is sent again, and would stand for one that is missing. Safe for concurrent use.
/// </summary>
internal sealed class ReplyTally
{
    private readonly ConcurrentDictionary<string, int> _replies;
    private int _answered;
    private int _repeats;
    private long _firstAt;
    private long _lastAt;

    public ReplyTally(IEnumerable<string> users) =>
        _replies = new(users.Select(user => KeyValuePair.Create(user, 0)), StringComparer.Ordinal);

    /// <summary>How many users have had a reply.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>How many replies came to users who had one.</summary>
    public int Repeats => Volatile.Read(ref _repeats);

    /// <summary>When the first user was answered.</summary>
    public long FirstAt => Interlocked.Read(ref _firstAt);

    /// <summary>When the last user of those so far had the first reply.</summary>
    public long LastAt => Interlocked.Read(ref _lastAt);

    /// <summary>Who has had none.</summary>
    public IEnumerable<string> Missing => _replies.Where(entry => entry.Value == 0).Select(entry => entry.Key).Order(StringComparer.Ordinal);

    public void Take(string user, long at)
    {
        if (!_replies.ContainsKey(user))
        {
            return;
        }

        if (_replies.AddOrUpdate(user, 1, static (_, count) => count + 1) > 1)
        {
            Interlocked.Increment(ref _repeats);
            return;
        }

        Interlocked.CompareExchange(ref _firstAt, at, 0);
        Interlocked.Exchange(ref _lastAt, at);
        Interlocked.Increment(ref _answered);
    }
}
