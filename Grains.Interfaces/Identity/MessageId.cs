using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>
/// The id under which an event changes a conversation once: the channel's message id, or for a delivery status
/// <c>message-id:status[:participant]</c>. Opaque; a WhatsApp id has the user's phone digits inside, so <see cref="ToString"/> prints a keyed hash.
/// </summary>
[GenerateSerializer, Immutable, Alias("message-id")]
[JsonConverter(typeof(MessageIdJsonConverter))]
public readonly record struct MessageId([property: Id(0)] string Value) : IComparable<MessageId>
{
    public int CompareTo(MessageId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value is null ? "message:none" : $"message:{Pseudonym.Of(Value)}";

    public static bool operator <(MessageId left, MessageId right) => left.CompareTo(right) < 0;

    public static bool operator >(MessageId left, MessageId right) => left.CompareTo(right) > 0;

    public static bool operator <=(MessageId left, MessageId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MessageId left, MessageId right) => left.CompareTo(right) >= 0;
}
