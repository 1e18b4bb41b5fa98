using System.Buffers.Binary;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>
/// Where a sealed piece belongs. It is bound to all of it and opens nowhere else: not in another conversation, not under another message, not
/// for another zone, and not as another part of the same message.
/// </summary>
public sealed class SealContext
{
    /// <summary>The most bytes that a field may have in UTF-8.</summary>
    public const int MaxFieldBytes = 4096;

    /// <summary>The part under which the private half of a conversation's key is sealed. Nobody else can name it.</summary>
    internal const string KeyPart = "conversation-key";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SealContext(string zone, ConversationId conversation, MessageId message, string part)
    {
        (Zone, Conversation, Message, Part) = (zone, conversation, message, part);
        Encoded = Encode(zone, conversation.Key, message.Value, part);
    }

    /// <summary>The name of the zone that can open it.</summary>
    public string Zone { get; }

    public ConversationId Conversation { get; }

    public MessageId Message { get; }

    /// <summary>Which part of the message, for example <c>event</c> or <c>reply</c>.</summary>
    public string Part { get; }

    /// <summary>The four fields as associated data, each after its length in two bytes: no two contexts have the same bytes.</summary>
    internal byte[] Encoded { get; }

    /// <exception cref="ArgumentException">A field is missing, too long, or no text that UTF-8 can hold, or the part is reserved.</exception>
    public static SealContext Of(string zone, ConversationId conversation, MessageId message, string part) =>
        part == KeyPart ? throw new ArgumentException($"The part '{KeyPart}' is reserved.", nameof(part)) : new SealContext(zone, conversation, message, part);

    internal static SealContext OfKey(string zone, ConversationId conversation, KeyId key) => new(zone, conversation, new MessageId(key.ToString()), KeyPart);

    /// <summary>Without anything that names a person.</summary>
    public override string ToString() => $"{Part} of {Message} of {Conversation} for {Zone}";

    private static byte[] Encode(params ReadOnlySpan<string?> fields)
    {
        var sizes = 0;
        foreach (var field in fields)
        {
            sizes += sizeof(ushort) + SizeOf(field);
        }

        var encoded = new byte[sizes];
        var rest = encoded.AsSpan();
        foreach (var field in fields)
        {
            var size = Utf8.GetBytes(field, rest[sizeof(ushort)..]);
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)size);
            rest = rest[(sizeof(ushort) + size)..];
        }

        return encoded;
    }

    // Half a surrogate pair is refused, and not replaced: two different ids must not have the same bytes.
    private static int SizeOf(string? field)
    {
        var size = string.IsNullOrEmpty(field) ? 0 : Utf8.GetByteCount(field);
        return size is > 0 and <= MaxFieldBytes
            ? size
            : throw new ArgumentException($"A field of a sealed piece's context has {size} bytes; it must have 1 to {MaxFieldBytes}.", nameof(field));
    }
}
