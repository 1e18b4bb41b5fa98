using System.Globalization;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Lays out the arguments of the scripts and reads the pending values they keep.</summary>
internal static class ScriptArguments
{
    /// <summary>Who asks, under which life, and what this region knows of the others.</summary>
    public static void AddClaimant(List<RedisValue> arguments, RegionMap regions, long incarnation, IPeerHealth health, TimeSpan retention)
    {
        arguments.Add(regions.Current.Name);
        arguments.Add(incarnation);
        arguments.Add((long)retention.TotalMilliseconds);
        arguments.Add(regions.Peers.Count);
        foreach (var peer in regions.Peers)
        {
            arguments.Add(peer.Name);
            arguments.Add(health.NewestIncarnationOf(peer) ?? -1);
            arguments.Add(health.Of(peer) == PeerHealth.Unhealthy);
        }
    }

    public static void AddMessages(List<RedisValue> arguments, IEnumerable<MessageId> messages)
    {
        foreach (var message in messages)
        {
            arguments.Add(message.Value);
        }
    }

    /// <summary><c>id, channel time in ms, payload</c></summary>
    public static void AddPending(List<RedisValue> arguments, PendingEvent pending)
    {
        arguments.Add(pending.Id.Value);
        arguments.Add(pending.ChannelTime.ToUnixTimeMilliseconds());
        arguments.Add(pending.Payload);
    }

    /// <summary>Reads <c>sequence:channel time in ms:payload</c>; the sequence is the server's time in µs, and so the time it was kept at.</summary>
    /// <exception cref="FormatException">The value is not of this form.</exception>
    public static PendingEvent ReadPending(string id, byte[] value)
    {
        var first = Array.IndexOf(value, (byte)':');
        var second = first < 0 ? -1 : Array.IndexOf(value, (byte)':', first + 1);
        if (second < 0
            || !long.TryParse(value.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !long.TryParse(value.AsSpan(first + 1, second - first - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
        {
            throw new FormatException("A pending event in Redis is not of the form sequence:channel-time:payload.");
        }

        return new PendingEvent(new MessageId(id), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), value.AsMemory(second + 1))
        {
            KeptAt = DateTimeOffset.UnixEpoch.AddMicroseconds(sequence),
        };
    }

    /// <summary>Reads <c>writer:counter</c>.</summary>
    public static VersionStamp ReadHead(string head)
    {
        var colon = head.LastIndexOf(':');
        return new VersionStamp(head[..colon], long.Parse(head.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
