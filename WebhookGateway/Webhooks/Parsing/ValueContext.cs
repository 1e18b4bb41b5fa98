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

    private readonly string? phoneNumberId = value.TryObject("metadata"u8, out var metadata) ? metadata.Text("phone_number_id"u8) : null;

    private readonly string ownDigits = value.TryObject("metadata"u8, out var own) ? DigitsOf(own.Text("display_phone_number"u8) ?? "") : "";

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

    /// <summary>True for the business's own phone number, however it is written.</summary>
    public bool IsOwnNumber(string? phone) => ownDigits.Length > 0 && phone is not null && DigitsOf(phone) == ownDigits;

    private static string DigitsOf(string phone) => phone.All(char.IsAsciiDigit) ? phone : string.Concat(phone.Where(char.IsAsciiDigit));

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
}
