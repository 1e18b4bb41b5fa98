namespace OrleansFailover.Drill.Channel;

/// <summary>Collects messages of several customers for a moment, to deliver them in one webhook.</summary>
internal sealed class MessageBatcher(TimeProvider time, Func<IReadOnlyList<CustomerMessage>, CancellationToken, Task> deliver)
{
    private const int MaxMessages = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(150);

    private readonly Lock _gate = new();
    private List<CustomerMessage> _open = [];
    private Task? _delivered;

    /// <returns>Completes when the webhook with this message was acked.</returns>
    public Task AddAsync(CustomerMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_delivered is null || _open.Count >= MaxMessages || _open.Exists(other => other.User == message.User))
            {
                _open = [];
                _delivered = DeliverAsync(_open, cancellationToken);
            }

            _open.Add(message);
            return _delivered;
        }
    }

    private async Task DeliverAsync(List<CustomerMessage> batch, CancellationToken cancellationToken)
    {
        await Task.Delay(Window, time, cancellationToken);
        List<CustomerMessage> messages;
        lock (_gate)
        {
            messages = [.. batch];
            if (ReferenceEquals(batch, _open))
            {
                _delivered = null;
            }
        }

        await deliver(messages, cancellationToken);
    }
}
