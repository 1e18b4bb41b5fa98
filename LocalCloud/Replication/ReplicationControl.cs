namespace OrleansFailover.LocalCloud.Replication;

/// <summary>How a region replicates, changeable while it runs. Safe for concurrent use.</summary>
internal sealed class ReplicationControl(TimeSpan lag)
{
    private readonly Lock _gate = new();
    private HashSet<string> _cut = [];
    private long _lagTicks = lag.Ticks;
    private volatile bool _paused;

    /// <summary>Raised after every change.</summary>
    public event Action? Changed;

    public TimeSpan Lag
    {
        get => new(Interlocked.Read(ref _lagTicks));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Interlocked.Exchange(ref _lagTicks, value.Ticks);
            Changed?.Invoke();
        }
    }

    public bool Paused
    {
        get => _paused;
        set
        {
            _paused = value;
            Changed?.Invoke();
        }
    }

    public IReadOnlyCollection<string> Cut => Volatile.Read(ref _cut);

    public bool IsCut(string peer) => Volatile.Read(ref _cut).Contains(peer);

    public void SetCut(IEnumerable<string> peers, bool on)
    {
        lock (_gate)
        {
            var next = new HashSet<string>(_cut);
            foreach (var peer in peers)
            {
                _ = on ? next.Add(peer) : next.Remove(peer);
            }

            Volatile.Write(ref _cut, next);
        }

        Changed?.Invoke();
    }

    public void NotifyChanged() => Changed?.Invoke();
}
