using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// The place of a message in its conversation, and so the order in which answers win: the channel's time, then the order in which messages
/// of the same second were applied, then the message id. Never a clock of ours: those differ between regions.
/// </summary>
/// <param name="Time">The channel's timestamp in milliseconds since 1970.</param>
/// <param name="Order">The order of application among messages of one channel timestamp.</param>
/// <param name="Message">The message, as the last tie-break.</param>
[GenerateSerializer, Immutable, Alias("stamp")]
public readonly record struct Stamp([property: Id(0)] long Time, [property: Id(1)] int Order, [property: Id(2)] MessageId Message) : IComparable<Stamp>
{
    /// <summary>
    /// The stamp of a message applied to a state whose newest stamp is <paramref name="newest"/>: after everything of its own channel
    /// second, and before everything of a later one, so that a late message never passes for a new one.
    /// </summary>
    public static Stamp After(Stamp? newest, DateTimeOffset channelTime, MessageId message)
    {
        var time = channelTime.ToUnixTimeMilliseconds();
        var order = newest is { } last && last.Time == time ? last.Order + 1 : newest is { } later && later.Time > time ? LateOrder : 0;
        return new(time, order, message);
    }

    // A late message comes after all messages of its own second that were applied in time.
    private const int LateOrder = 1 << 20;

    public int CompareTo(Stamp other) =>
        Time != other.Time ? Time.CompareTo(other.Time)
        : Order != other.Order ? Order.CompareTo(other.Order)
        : Message.CompareTo(other.Message);

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;

    public static Stamp Max(Stamp left, Stamp right) => left >= right ? left : right;

    public static Stamp Min(Stamp left, Stamp right) => left <= right ? left : right;
}
