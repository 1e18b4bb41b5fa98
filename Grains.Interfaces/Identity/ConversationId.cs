using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>
/// One conversation: a channel, the business number that was written to, and the user who wrote.
/// <see cref="Key"/> is the grain key, the stream key, the log key and the Cosmos partition key.
/// </summary>
/// <remarks>
/// The key holds personal data (a phone number or a business-scoped user id), so <see cref="ToString"/> prints a keyed hash instead:
/// an id that reaches a log line by accident tells nothing.
/// </remarks>
[GenerateSerializer, Immutable, Alias("conversation-id")]
[JsonConverter(typeof(ConversationIdJsonConverter))]
public readonly record struct ConversationId
{
    private ConversationId(string key) => Key = key;

    /// <summary><c>channel/business-number-id/user-id</c>, for example <c>whatsapp/106540352242922/491701234567</c>.</summary>
    [Id(0)]
    public string Key { get; }

    /// <summary>The channel part, for example <c>whatsapp</c>.</summary>
    public string Channel => Part(0);

    /// <summary>The channel's id of the business number that was written to.</summary>
    public string BusinessNumberId => Part(1);

    /// <summary>The business-scoped user id, or the phone number in digits where the payload has no such id.</summary>
    public string UserId => Part(2);

    /// <exception cref="ArgumentException">A part is empty or holds a slash or a control character.</exception>
    public static ConversationId Create(string channel, string businessNumberId, string userId)
    {
        Check(channel, nameof(channel));
        Check(businessNumberId, nameof(businessNumberId));
        Check(userId, nameof(userId));
        return new($"{channel}/{businessNumberId}/{userId}");
    }

    /// <summary>Reads a key as <see cref="Key"/> writes it.</summary>
    /// <exception cref="FormatException">The key has not exactly three non-empty parts.</exception>
    public static ConversationId Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/');
        if (parts.Length != 3 || parts.Any(part => !IsValid(part)))
        {
            throw new FormatException("A conversation key has three non-empty parts, channel/business-number-id/user-id.");
        }

        return new(key);
    }

    /// <summary>A keyed hash of the key; see <see cref="Pseudonym"/>.</summary>
    public override string ToString() => Key is null ? "conversation:none" : $"conversation:{Pseudonym.Of(Key)}";

    private static void Check(string part, string name)
    {
        if (!IsValid(part))
        {
            throw new ArgumentException("A part of a conversation id must not be empty and must not hold a slash or a control character.", name);
        }
    }

    private static bool IsValid(string part)
    {
        foreach (var letter in part ?? "")
        {
            if (letter == '/' || char.IsControl(letter))
            {
                return false;
            }
        }

        return part is { Length: > 0 and <= 256 };
    }

    private string Part(int index) => Key.Split('/')[index];
}
