using OrleansFailover.Drill.Channel;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Conversations;

/// <summary>All customers of a run.</summary>
internal sealed class Conversations : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ChannelSimulator _channel;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Customer> _customers;
    private readonly Gate _gate = new();
    private readonly CancellationTokenSource _over = new();
    private List<Task> _running = [];

    public Conversations(long seed, int count, Pace pace, ChannelSimulator channel, TimeProvider time)
    {
        (_channel, _time) = (channel, time);
        _customers = Enumerable.Range(0, count)
            .Select(index => new Customer(new CustomerPlan(seed, index), pace, _gate, channel, time))
            .ToDictionary(customer => customer.Plan.User, StringComparer.Ordinal);
        channel.Accepted += HandOut;
    }

    public int Count => _customers.Count;

    public int Complete => _customers.Values.Count(customer => customer.IsComplete);

    /// <summary>How many customers were last asked a question in this range.</summary>
    public int AskedBetween(int first, int last) => _customers.Values.Count(customer => customer.Asked >= first && customer.Asked <= last);

    /// <summary>The customers who are not complete.</summary>
    public IReadOnlySet<string> Open() =>
        _customers.Where(customer => !customer.Value.IsComplete).Select(customer => customer.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when the customer's conversation came to its summary.</summary>
    public bool IsComplete(string user) => _customers[user].IsComplete;

    /// <summary>Lets the customers come.</summary>
    public void Start() => _running = [.. _customers.Values.Select(customer => customer.RunAsync(_over.Token))];

    /// <summary>Lets customers think on: nobody answers a question until <see cref="GoOn"/>.</summary>
    public void Hold() => _gate.Close();

    /// <summary>Lets them answer again.</summary>
    public void GoOn() => _gate.Open();

    /// <summary>Waits until a condition over the conversations holds.</summary>
    /// <returns>False when the bound passed before.</returns>
    public async Task<bool> WhenAsync(Func<Conversations, bool> condition, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (!condition(this))
        {
            if (_running.Find(customer => customer.IsFaulted) is { } failed)
            {
                await failed;
            }

            if (_time.GetElapsedTime(started) > bound)
            {
                return false;
            }

            await Task.Delay(Look, _time, cancellationToken);
        }

        return true;
    }

    /// <summary>Every conversation as the channel saw it.</summary>
    public IReadOnlyList<ConversationHistory> Histories()
    {
        var sends = _channel.Record.Sends.ToLookup(send => send.User, StringComparer.Ordinal);
        return [.. _customers.Select(customer => customer.Value.History(sends[customer.Key]))];
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Accepted -= HandOut;
        await _over.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private void HandOut(AcceptedSend send)
    {
        if (_customers.TryGetValue(send.User, out var customer))
        {
            customer.Receive(send);
        }
    }
}
