using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Phone;

/// <summary>All phones that were opened, by name and by number.</summary>
internal sealed class PhoneBook : IDisposable
{
    private const int MaxName = 40;

    private readonly ConcurrentDictionary<string, PhoneChat> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PhoneChat> _byNumber = new(StringComparer.Ordinal);
    private readonly ChannelSimulator _channel;
    private readonly TimeProvider _time;

    public PhoneBook(ChannelSimulator channel, TimeProvider time)
    {
        (_channel, _time) = (channel, time);
        channel.Accepted += Show;
        channel.StatusTold += Tick;
    }

    public IEnumerable<PhoneChat> Chats => _byName.Values;

    /// <summary>The phone of a user; the same number for the same name in every run.</summary>
    public PhoneChat Of(string? user)
    {
        var name = string.IsNullOrWhiteSpace(user) ? "you" : user.Trim()[..Math.Min(user.Trim().Length, MaxName)];
        return _byName.GetOrAdd(name, static (name, phones) => phones.Add(name), this);
    }

    /// <summary>Sends what a customer said, and shows it.</summary>
    public void Say(PhoneChat chat, CustomerBody body)
    {
        var now = _time.GetUtcNow();
        var id = ChannelId.Of(chat.Number, Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture));
        var (kind, text) = body switch
        {
            CustomerBody.Text typed => ("text", typed.Value),
            CustomerBody.Button button => ("text", button.Title),
            CustomerBody.Row row => ("text", row.Title),
            CustomerBody.Location place => ("location", string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.0000}, {place.Longitude:0.0000}")),
            _ => throw new ArgumentOutOfRangeException(nameof(body)),
        };
        chat.Add(new Bubble(id, "customer", text, now.ToUnixTimeMilliseconds(), null, kind, [], null, "waiting"));
        _ = TickWhenAckedAsync(chat, id, _channel.Send(new CustomerMessage(id, chat.Number, chat.User, now, body), DeliveryStyle.Plain));
    }

    public void Dispose()
    {
        _channel.Accepted -= Show;
        _channel.StatusTold -= Tick;
    }

    private static async Task TickWhenAckedAsync(PhoneChat chat, string id, Task acked)
    {
        await acked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (acked.IsCompletedSuccessfully)
        {
            chat.Tick(id, "delivered");
        }
    }

    private PhoneChat Add(string name)
    {
        var digits = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)), 0) % 10_000_000;
        var chat = new PhoneChat(name, string.Create(CultureInfo.InvariantCulture, $"1555{digits:0000000}"));
        return _byNumber.GetOrAdd(chat.Number, chat);
    }

    private void Show(AcceptedSend send)
    {
        if (_byNumber.TryGetValue(send.User, out var chat))
        {
            chat.Add(new Bubble(
                send.ChannelMessageId, "business", send.Content.Text, _time.GetUtcNow().ToUnixTimeMilliseconds(), send.Region,
                send.Content.Kind, send.Content.Choices, send.Content.ListLabel, "acked"));
        }
    }

    private void Tick(AcceptedSend send, string status)
    {
        if (_byNumber.TryGetValue(send.User, out var chat))
        {
            chat.Tick(send.ChannelMessageId, status);
        }
    }
}
