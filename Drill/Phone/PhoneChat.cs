using System.Threading.Channels;

namespace OrleansFailover.Drill.Phone;

/// <summary>The chat of one customer and the pages that show it. Thread-safe.</summary>
internal sealed class PhoneChat(string user, string number)
{
    private const int MaxBubbles = 500;
    private const int MaxWaiting = 1000;

    private readonly Lock _gate = new();
    private readonly List<Bubble> _bubbles = [];
    private readonly List<Channel<PhoneEvent>> _pages = [];

    /// <summary>The name in <c>?user=</c>.</summary>
    public string User => user;

    /// <summary>The number the channel knows the customer by.</summary>
    public string Number => number;

    public void Add(Bubble bubble)
    {
        lock (_gate)
        {
            _bubbles.Add(bubble);
            if (_bubbles.Count > MaxBubbles)
            {
                _bubbles.RemoveAt(0);
            }

            Tell(new PhoneEvent("message", bubble));
        }
    }

    public void Tick(string id, string tick)
    {
        lock (_gate)
        {
            var at = _bubbles.FindIndex(bubble => bubble.Id == id);
            if (at >= 0)
            {
                _bubbles[at] = _bubbles[at] with { Tick = tick };
                Tell(new PhoneEvent("tick", new { id, tick }));
            }
        }
    }

    public void Tell(PhoneEvent what)
    {
        lock (_gate)
        {
            _pages.ForEach(page => page.Writer.TryWrite(what));
        }
    }

    /// <summary>Everything so far, then what comes.</summary>
    public ChannelReader<PhoneEvent> Open()
    {
        var page = System.Threading.Channels.Channel.CreateBounded<PhoneEvent>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            _bubbles.ForEach(bubble => page.Writer.TryWrite(new PhoneEvent("message", bubble)));
            _pages.Add(page);
        }

        return page.Reader;
    }

    /// <summary>A page went away.</summary>
    public void Close(ChannelReader<PhoneEvent> page)
    {
        lock (_gate)
        {
            _pages.RemoveAll(open => open.Reader == page);
        }
    }
}
