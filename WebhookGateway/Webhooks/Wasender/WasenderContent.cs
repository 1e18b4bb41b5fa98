using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// "messageBody"?: "Hello"            the text of any type, where the session is new enough
// "message"?: {
//   "conversation"?: "Hello" · "extendedTextMessage"?: { "text", "contextInfo"?: { "stanzaId" } }
//   "imageMessage"?: { "mimetype", "caption"? } · "videoMessage"? · "audioMessage"? · "documentMessage"?: { "fileName", … } · "stickerMessage"?
//   "locationMessage"? · "liveLocationMessage"?: { "degreesLatitude", "degreesLongitude", "name"?, "address"? }
//   "contactMessage"? · "contactsArrayMessage"?: { "displayName" } · "reactionMessage"?: { "text", "key": { "id" } }
//   "protocolMessage"?: { "type": 0 | "REVOKE" | 14 | "MESSAGE_EDIT" | …, "key": { "id" }, "editedMessage"?: { … } }
//   "ephemeralMessage"? · "viewOnceMessage"? · …: { "message": { … } } }
//
// The channel documents messageBody, conversation and the media. The other members are those of the protocol underneath, which the channel passes on.

/// <summary>Reads what a message of a session says.</summary>
internal static class WasenderContent
{
    private const int MaxWrappers = 4;

    private static readonly string[] Wrappers =
        ["ephemeralMessage", "viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension", "documentWithCaptionMessage", "editedMessage"];

    private static readonly (string Member, string Type)[] Media =
    [
        ("imageMessage", "image"), ("videoMessage", "video"), ("ptvMessage", "video"), ("audioMessage", "audio"), ("documentMessage", "document"), ("stickerMessage", "sticker"),
    ];

    // They come beside a content, or alone when there is none.
    private static readonly string[] NoContent = ["messageContextInfo", "senderKeyDistributionMessage"];

    /// <param name="element">The message.</param>
    /// <param name="id">Its id.</param>
    /// <param name="content">What it says.</param>
    public static ContentRead Read(JsonElement element, string id, out MessageContent content)
    {
        element.TryObject("message"u8, out var message);
        return Read(element.Text("messageBody"u8), message, id, out content);
    }

    /// <summary>What an edited message says now.</summary>
    public static MessageContent Edited(JsonElement message, string original)
    {
        var read = Read(null, message, original, out var content);

        // An edit of an edit would be a loop in the making; the channel sends the new text itself.
        return read is ContentRead.Message && content.Type is not ("edit" or "revoke")
            ? content with { Type = "edit", EditedType = content.Type, InReplyTo = original }
            : new MessageContent { Type = "edit", InReplyTo = original };
    }

    public static MessageContent Revoked(string original) => new() { Type = "revoke", InReplyTo = original };

    private static ContentRead Read(string? text, JsonElement message, string id, out MessageContent content)
    {
        message = Unwrap(message);
        content = new MessageContent { Type = "unsupported", Text = text };
        if (message.TryObject("protocolMessage"u8, out var protocol))
        {
            return Amendment(protocol, ref content);
        }

        var said = Simple(message, text) ?? Medium(message, id, text) ?? Text(message, text);
        if (said is not null)
        {
            content = said;
            return ContentRead.Message;
        }

        // A message that could not be decrypted yet comes without content, and later again under the same id with it: as an event the empty one would take
        // the place of the real one.
        return message.ValueKind == JsonValueKind.Object && message.EnumerateObject().Any(member => !NoContent.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            ? ContentRead.Message
            : ContentRead.Missing;
    }

    private static JsonElement Unwrap(JsonElement message)
    {
        for (var i = 0; i < MaxWrappers; i++)
        {
            var outer = message;
            if (Array.Find(Wrappers, wrapper => outer.ValueKind == JsonValueKind.Object && outer.TryGetProperty(wrapper, out var found) && found.TryObject("message"u8, out _)) is not { } name)
            {
                break;
            }

            message = outer.GetProperty(name).GetProperty("message"u8);
        }

        return message;
    }

    // The type of a deletion is zero, which some writers leave out.
    private static ContentRead Amendment(JsonElement protocol, ref MessageContent content)
    {
        if (!protocol.TryObject("key"u8, out var key) || key.Text("id"u8) is not { } original)
        {
            return ContentRead.Housekeeping;
        }

        var hasType = protocol.TryMember("type"u8, out var type);
        if (!hasType || IsType(type, 0, "REVOKE"u8))
        {
            content = Revoked(original);
            return ContentRead.Message;
        }

        if (!IsType(type, 14, "MESSAGE_EDIT"u8))
        {
            return ContentRead.Housekeeping;
        }

        protocol.TryObject("editedMessage"u8, out var edited);
        content = Edited(edited, original);
        return ContentRead.Message;
    }

    private static bool IsType(JsonElement type, int number, ReadOnlySpan<byte> name) => type.ValueKind switch
    {
        JsonValueKind.Number => type.TryGetInt32(out var found) && found == number,
        JsonValueKind.String => type.ValueEquals(name),
        _ => false,
    };

    private static MessageContent? Simple(JsonElement message, string? text)
    {
        if (message.TryObject("locationMessage"u8, out var place) || message.TryObject("liveLocationMessage"u8, out place))
        {
            return place.TryNumber("degreesLatitude"u8, out var latitude) && place.TryNumber("degreesLongitude"u8, out var longitude)
                ? new MessageContent { Type = "location", Location = new(latitude, longitude, place.Text("name"u8), place.Text("address"u8)) }
                : null;
        }

        if (message.TryObject("reactionMessage"u8, out var reaction))
        {
            return new MessageContent { Type = "reaction", Text = reaction.Text("text"u8), InReplyTo = reaction.TryObject("key"u8, out var on) ? on.Text("id"u8) : null };
        }

        return message.TryObject("contactMessage"u8, out var contact) || message.TryObject("contactsArrayMessage"u8, out contact)
            ? new MessageContent { Type = "contacts", Text = contact.Text("displayName"u8) ?? text }
            : null;
    }

    private static MessageContent? Medium(JsonElement message, string id, string? text)
    {
        foreach (var (member, type) in Media)
        {
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty(member, out var medium) && medium.ValueKind == JsonValueKind.Object)
            {
                // The channel keeps a medium under the id of its message.
                return new MessageContent
                {
                    Type = type, Text = medium.Text("caption"u8) ?? text, Media = new(id, medium.Text("mimetype"u8), medium.Text("fileName"u8)), InReplyTo = Quoted(medium),
                };
            }
        }

        return null;
    }

    private static MessageContent? Text(JsonElement message, string? text)
    {
        message.TryObject("extendedTextMessage"u8, out var extended);
        text ??= message.Text("conversation"u8) ?? extended.Text("text"u8);
        return text is null ? null : new MessageContent { Type = "text", Text = text, InReplyTo = Quoted(extended) };
    }

    private static string? Quoted(JsonElement content) => content.TryObject("contextInfo"u8, out var context) ? context.Text("stanzaId"u8) : null;
}
