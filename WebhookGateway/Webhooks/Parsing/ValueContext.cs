using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// "metadata": { "display_phone_number": "15550783881", "phone_number_id": "106540352242922" }

/// <summary>What the events of one <c>value</c> share: the business number, the users, and how the webhook came in.</summary>
internal sealed class ValueContext(JsonElement value, Receipt receipt)
{
    /// <summary>How far ahead of the gateway's clock the channel's time may be. A time far ahead would count as the newest of its conversation for ever.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    private const string Channel = "whatsapp";

    // Nearly all webhooks of a process are of a few numbers: the text of the last one is taken again.
    private static volatile string? lastNumberId;

    private readonly string? phoneNumberId = value.TryObject("metadata"u8, out var metadata) ? NumberIdOf(metadata) : null;

    private readonly JsonElement ownNumber = value.TryObject("metadata"u8, out var own) && own.TryMember("display_phone_number"u8, out var number) ? number : default;

    public Receipt Receipt { get; } = receipt;

    public ContactBook Contacts { get; } = ContactBook.Read(value);

    /// <summary>Business-scoped id before phone number: only the former is the same in every payload of a user.</summary>
    public bool TryConversation(string? userId, string? phone, out ConversationId conversation, out Sender? sender)
    {
        var contact = Contacts.Find(userId, phone);
        userId ??= contact?.UserId;
        phone ??= contact?.WaId;
        conversation = default;
        sender = null;
        if (phoneNumberId is null || (userId ?? phone) is not { } user)
        {
            return false;
        }

        try
        {
            conversation = ConversationId.Create(Channel, phoneNumberId, user);
        }
        catch (ArgumentException)
        {
            return false;
        }

        sender = new Sender { Phone = phone, UserId = userId, ProfileName = contact?.ProfileName };
        return true;
    }

    /// <summary>The phone number in a member; of the only contact, its own text.</summary>
    public string? Phone(JsonElement element, ReadOnlySpan<byte> name) =>
        Contacts.OnlyPhone is { } phone && element.TryMember(name, out var child) && child.ValueKind == JsonValueKind.String && child.ValueEquals(phone)
            ? phone
            : element.Text(name);

    /// <summary>True when a message is from the business's own phone number, however it is written.</summary>
    public bool IsOwnNumber(JsonElement message) => message.TryMember("from"u8, out var from) && from.HasDigitsOf(ownNumber);

    public bool TryTime(JsonElement element, out DateTimeOffset time)
    {
        time = default;
        var latest = Receipt.ReceivedAt + MaxAhead;
        if (!element.TryWholeNumber("timestamp"u8, out var seconds) || seconds <= 0 || seconds > latest.ToUnixTimeSeconds())
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static string? NumberIdOf(JsonElement metadata) =>
        lastNumberId is { } last && metadata.TryMember("phone_number_id"u8, out var id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(last)
            ? last
            : lastNumberId = metadata.Text("phone_number_id"u8);
}
