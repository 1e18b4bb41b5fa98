using OrleansFailover.Drill.Channel;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Conversations;

/// <summary>All customers of a run.</summary>
internal sealed class Conversations : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ChannelSimulator _channel;
    private readonly TimeProvider _time;
    private readonly OrderedDictionary<string, Customer> _customers;
    private readonly Gate _gate = new();
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _running = [];
    private readonly int _waves;
    private int _begun;

    /// <param name="waves">In how many waves of the same size the customers come.</param>
    /// <param name="restricts">Whether every second customer is a restricted one.</param>
    /// <param name="masked">Tells what replies to restricted customers answer; null when they quote it.</param>
    public Conversations(long seed, int count, int waves, bool restricts, Pace pace, ChannelSimulator channel, MaskedReplies? masked, TimeProvider time)
    {
        (_channel, _time, _waves) = (channel, time, waves);
        _customers = new OrderedDictionary<string, Customer>(
            Enumerable.Range(0, count)
                .Select(index => new Customer(new CustomerPlan(seed, index, restricts && index % 2 == 1), pace, _gate, channel, masked, time))
                .Select(customer => KeyValuePair.Create(customer.Plan.User, customer)),
            StringComparer.Ordinal);
        channel.Accepted += HandOut;
    }

    public int Count => _customers.Count;

    /// <summary>How many customers the latest wave has.</summary>
    public int InWave { get; private set; }

    /// <summary>True when every customer who came is complete.</summary>
    public bool AreComplete => _customers.Values.Take(_begun).All(customer => customer.IsComplete);

    public int Complete => _customers.Values.Count(customer => customer.IsComplete);

    /// <summary>How many customers were last asked a question in this range.</summary>
    public int AskedBetween(int first, int last) => _customers.Values.Count(customer => customer.Asked >= first && customer.Asked <= last);

    /// <summary>The customers who are not complete.</summary>
    public IReadOnlySet<string> Open() =>
        _customers.Where(customer => !customer.Value.IsComplete).Select(customer => customer.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when the customer's conversation came to its summary.</summary>
    public bool IsComplete(string user) => _customers[user].IsComplete;

    /// <summary>Who the customers are.</summary>
    public IEnumerable<CustomerPlan> Plans => _customers.Values.Select(customer => customer.Plan);

    /// <summary>How many messages of restricted customers were acked between two moments.</summary>
    public int RestrictedAcks(TimeSpan from, TimeSpan to) => _customers.Values
        .Where(customer => customer.Plan.IsRestricted)
        .Sum(customer => customer.History([]).Messages.Count(message => message.Acked >= from && message.Acked <= to));

    /// <summary>How many summaries of restricted customers came from another region than this.</summary>
    public int RestrictedSummariesOutside(string region) => _channel.Record.Sends.Count(send =>
        send.Region != region && _customers.TryGetValue(send.User, out var customer) && customer.Plan.IsRestricted && SixQuestions.Summary(send.Content.Text) is not null);

    /// <summary>Lets the next wave of customers come.</summary>
    public void StartWave()
    {
        var next = _customers.Values.Skip(_begun).Take((_customers.Count + _waves - 1) / _waves).ToList();
        (_begun, InWave) = (_begun + next.Count, next.Count);
        _running.AddRange(next.Select(customer => customer.RunAsync(_over.Token)));
    }

    /// <summary>True when these customers were all sent a new reply since a moment, or are complete.</summary>
    public bool WereAllAnsweredSince(TimeSpan moment, IReadOnlySet<string> users)
    {
        var answered = _channel.Record.Sends.Where(send => send.At > moment).Select(send => send.User).ToHashSet(StringComparer.Ordinal);
        return users.All(user => answered.Contains(user) || IsComplete(user));
    }

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
