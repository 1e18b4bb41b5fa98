using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Simulation.Log;

/// <summary>The inbound log of one region: events in the order of their appends, by conversation.</summary>
internal sealed class RegionLog
{
    private readonly Dictionary<string, List<LogRecord>> conversations = new(StringComparer.Ordinal);

    /// <summary>Told of each conversation that has something new.</summary>
    public event Action<string>? Appended;

    public IReadOnlyList<string> Conversations => [.. conversations.Keys];

    public void Append(IEnumerable<InboundEvent> events)
    {
        foreach (var item in events)
        {
            var key = item.Conversation.Key;
            (conversations.TryGetValue(key, out var records) ? records : conversations[key] = []).Add(new(item));
            Appended?.Invoke(key);
        }
    }

    /// <summary>The first record of a conversation from a position on, or null at the end.</summary>
    public LogRecord? At(string conversation, int position) =>
        conversations.TryGetValue(conversation, out var records) && position < records.Count ? records[position] : null;

    /// <summary>From where a new reader goes on.</summary>
    public int Committed(string conversation) =>
        conversations.TryGetValue(conversation, out var records) ? records.TakeWhile(record => record.IsCommitted).Count() : 0;

    /// <summary>All of it is gone.</summary>
    /// <returns>What was in it.</returns>
    public IReadOnlyList<InboundEvent> Lose()
    {
        InboundEvent[] events = [.. conversations.Values.SelectMany(records => records.Select(record => record.Event))];
        conversations.Clear();
        return events;
    }
}
