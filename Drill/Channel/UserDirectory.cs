using System.Collections.Concurrent;

namespace OrleansFailover.Drill.Channel;

/// <summary>Who is who for the channel: it knows every user by number and business-scoped id, whatever its payloads show. Thread-safe.</summary>
internal sealed class UserDirectory
{
    private readonly ConcurrentDictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string? UserId, ShownIds Shows)> _users = new(StringComparer.Ordinal);

    /// <summary>A user wrote.</summary>
    public void Heard(CustomerMessage message)
    {
        _users[message.User] = (message.UserId, message.Shows);
        if (message.UserId is { } userId)
        {
            _numbers[userId] = message.User;
        }
    }

    /// <summary>The number of the user that a send goes to; the id itself for one who never wrote.</summary>
    public string UserOf(Recipient recipient) => recipient.IsUserId ? _numbers.GetValueOrDefault(recipient.Id, recipient.Id) : recipient.Id;

    /// <summary>The ids that a status names: what the send was addressed to, and what else the user's latest message showed.</summary>
    public (string? Phone, string? UserId) Shown(AcceptedSend send)
    {
        var (userId, shows) = _users.GetValueOrDefault(send.User, (null, ShownIds.Phone));
        return send.Recipient.IsUserId
            ? (shows.HasFlag(ShownIds.Phone) && send.User != send.Recipient.Id ? send.User : null, send.Recipient.Id)
            : (send.Recipient.Id, shows.HasFlag(ShownIds.UserId) ? userId : null);
    }
}
