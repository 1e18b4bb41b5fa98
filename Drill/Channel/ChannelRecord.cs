namespace OrleansFailover.Drill.Channel;

/// <summary>
/// Everything that passed through the channel, on one time line: times are taken under the lock that appends, so their order is the order
/// of the records. Thread-safe.
/// </summary>
internal sealed class ChannelRecord(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private readonly List<Delivery> _deliveries = [];
    private readonly List<AcceptedSend> _sends = [];
    private readonly List<ShownRead> _read = [];
    private readonly Dictionary<string, TimeSpan> _firstDelivered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _acked = new(StringComparer.Ordinal);
    private int _webhooks;

    /// <summary>Time since the start of the run.</summary>
    public TimeSpan Now => time.GetElapsedTime(_started);

    public IReadOnlyList<Delivery> Deliveries => Copy(_deliveries);

    public IReadOnlyList<AcceptedSend> Sends => Copy(_sends);

    /// <summary>Which messages were shown as read.</summary>
    public IReadOnlyList<ShownRead> Read => Copy(_read);

    public int Webhooks => Volatile.Read(ref _webhooks);

    public int NextWebhook() => Interlocked.Increment(ref _webhooks);

    /// <summary>A delivery begins.</summary>
    public TimeSpan Begin(Webhook webhook)
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var message in webhook.Messages)
            {
                _firstDelivered.TryAdd(message, now);
            }

            return now;
        }
    }

    /// <summary>A delivery ended.</summary>
    public Delivery End(Webhook webhook, TimeSpan began, int? status, string? region, bool hasCopies = true)
    {
        lock (_gate)
        {
            var delivery = new Delivery(webhook.Number, webhook.Messages, began, Now, status, region) { HasCopies = hasCopies };
            _deliveries.Add(delivery);
            if (delivery.IsAcked)
            {
                foreach (var message in webhook.Messages)
                {
                    _acked.TryAdd(message, delivery.Ended);
                }
            }

            return delivery;
        }
    }

    public AcceptedSend Accept(Func<TimeSpan, AcceptedSend> send)
    {
        lock (_gate)
        {
            var accepted = send(Now);
            _sends.Add(accepted);
            return accepted;
        }
    }

    /// <summary>A message is shown as read.</summary>
    public void ShowRead(string message, bool typing)
    {
        lock (_gate)
        {
            _read.Add(new ShownRead(Now, message, typing));
        }
    }

    /// <summary>When a message was first delivered and first acked; null for what has not happened.</summary>
    public (TimeSpan? FirstDelivered, TimeSpan? Acked) Of(string message)
    {
        lock (_gate)
        {
            return (
                _firstDelivered.TryGetValue(message, out var delivered) ? delivered : null,
                _acked.TryGetValue(message, out var acked) ? acked : null);
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
