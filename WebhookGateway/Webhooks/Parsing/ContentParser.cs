using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// By type, beside the members that every message has:
//
// text         "text": { "body" }
// image, video, document
//              "<type>": { "id", "mime_type", "sha256", "caption"?, "filename"? (document), "url"? }
// audio        "audio": { "id", "mime_type", "sha256", "voice" }
// sticker      "sticker": { "id", "mime_type", "sha256", "animated" }
// location     "location": { "latitude", "longitude", "name"?, "address"?, "url"? }
// contacts     "contacts": [ { "name": { "formatted_name", … }, "phones": [ … ], … } ]
// interactive  "interactive"?: { "type": "button_reply" | "list_reply" | "nfm_reply",
//                 "button_reply": { "id", "title" }, "list_reply": { "id", "title", "description"? },
//                 "nfm_reply": { "response_json": "<a JSON string>", "body", "name" } }   the object can be missing altogether
// button       "button": { "payload", "text" }
// reaction     "reaction": { "message_id", "emoji"? }   removed: emoji empty or absent
// order        "order": { "catalog_id", "text"?, "product_items": [ … ] }
// system       "system": { "body", "type", "wa_id"?, "user_id"? }
// edit         "edit": { "original_message_id", "message": { "type", … } }
// revoke       "revoke": { "original_message_id" }
// unsupported  "errors": [ { "code": 131051, … } ], "unsupported"?: { "type" }
//
// Any other type is read for its name alone: a script may answer it without knowing it.

/// <summary>Reads what a message says.</summary>
internal static class ContentParser
{
    private const string Unknown = "unknown";

    /// <returns>Null when the content that the type promises is missing.</returns>
    public static MessageContent? TryParse(JsonElement message)
    {
        // Nearly every message is one; it needs no text of its own.
        var type = message.Is("type"u8, "text"u8) ? "text" : message.Text("type"u8) ?? Unknown;
        var inReplyTo = message.TryObject("context"u8, out var context) ? context.Text("id"u8) : null;
        return type switch
        {
            "text" => Text(message, type, inReplyTo),
            "image" => Medium(message, "image"u8, type, inReplyTo),
            "video" => Medium(message, "video"u8, type, inReplyTo),
            "document" => Medium(message, "document"u8, type, inReplyTo),
            "audio" => Medium(message, "audio"u8, type, inReplyTo),
            "sticker" => Medium(message, "sticker"u8, type, inReplyTo),
            "location" => Place(message, type, inReplyTo),
            "interactive" => Choice(message, type, inReplyTo),
            "button" => Button(message, type, inReplyTo),
            "reaction" => Reaction(message, type),
            "order" => Plain(message, "order"u8, "text"u8, type, inReplyTo),
            "system" => System(message, type, inReplyTo),
            "edit" => Edit(message, type),
            "revoke" => Revoke(message, type),
            _ => new MessageContent { Type = type, InReplyTo = inReplyTo },
        };
    }

    private static MessageContent? Text(JsonElement message, string type, string? inReplyTo)
    {
        // An empty text is a text; one that is missing is not.
        if (!message.TryObject("text"u8, out var text) || !text.TryMember("body"u8, out var body) || body.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        return new MessageContent { Type = type, Text = body.GetString(), InReplyTo = inReplyTo };
    }

    private static MessageContent? Medium(JsonElement message, ReadOnlySpan<byte> name, string type, string? inReplyTo)
    {
        if (!message.TryObject(name, out var medium) || medium.Text("id"u8) is not { } id)
        {
            return null;
        }

        return new MessageContent
        {
            Type = type,
            Text = medium.Text("caption"u8),
            Media = new Media(id, medium.Text("mime_type"u8), medium.Text("filename"u8)),
            InReplyTo = inReplyTo,
        };
    }

    private static MessageContent? Place(JsonElement message, string type, string? inReplyTo)
    {
        if (!message.TryObject("location"u8, out var place)
            || !place.TryNumber("latitude"u8, out var latitude)
            || !place.TryNumber("longitude"u8, out var longitude))
        {
            return null;
        }

        return new MessageContent
        {
            Type = type,
            Location = new Location(latitude, longitude, place.Text("name"u8), place.Text("address"u8)),
            InReplyTo = inReplyTo,
        };
    }

    private static MessageContent Choice(JsonElement message, string type, string? inReplyTo)
    {
        var content = new MessageContent { Type = type, InReplyTo = inReplyTo };
        if (!message.TryObject("interactive"u8, out var interactive))
        {
            return content;
        }

        if (interactive.TryObject("button_reply"u8, out var reply) || interactive.TryObject("list_reply"u8, out reply))
        {
            return content with { ChoiceId = reply.Text("id"u8), Text = reply.Text("title"u8) };
        }

        // The fields of a form are what the user says; its body is a fixed word of the channel.
        return interactive.TryObject("nfm_reply"u8, out var form)
            ? content with { Text = form.Text("response_json"u8) ?? form.Text("body"u8) }
            : content;
    }

    private static MessageContent Button(JsonElement message, string type, string? inReplyTo)
    {
        message.TryObject("button"u8, out var button);
        return new MessageContent { Type = type, ChoiceId = button.Text("payload"u8), Text = button.Text("text"u8), InReplyTo = inReplyTo };
    }

    private static MessageContent Reaction(JsonElement message, string type)
    {
        message.TryObject("reaction"u8, out var reaction);
        return new MessageContent { Type = type, Text = reaction.Text("emoji"u8), InReplyTo = reaction.Text("message_id"u8) };
    }

    private static MessageContent Plain(JsonElement message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, string type, string? inReplyTo)
    {
        message.TryObject(name, out var content);
        return new MessageContent { Type = type, Text = content.Text(text), InReplyTo = inReplyTo };
    }

    // Which names the new ids have is told differently by different pages and payloads; each is read.
    private static MessageContent System(JsonElement message, string type, string? inReplyTo)
    {
        message.TryObject("system"u8, out var system);
        var (phone, userId) = (system.Text("wa_id"u8) ?? system.Text("new_wa_id"u8), system.Text("user_id"u8) ?? system.Text("new_user_id"u8));
        var changes = system.Text("type"u8) is { } kind
            && (kind.EndsWith("_changed_number", StringComparison.Ordinal) || kind.EndsWith("_changed_user_id", StringComparison.Ordinal));
        return new MessageContent
        {
            Type = type,
            Text = system.Text("body"u8),
            InReplyTo = inReplyTo,
            Identity = changes && (phone ?? userId) is not null ? new IdentityChange(phone, userId) : null,
        };
    }

    private static MessageContent Edit(JsonElement message, string type)
    {
        message.TryObject("edit"u8, out var edit);

        // An edit of an edit would be a loop in the making; the channel sends the new text itself.
        var edited = edit.TryObject("message"u8, out var inner) && !inner.Is("type"u8, "edit"u8) ? TryParse(inner) : null;
        return (edited ?? new MessageContent { Type = type }) with
        {
            Type = type,
            EditedType = edited?.Type,
            InReplyTo = edit.Text("original_message_id"u8),
        };
    }

    private static MessageContent Revoke(JsonElement message, string type)
    {
        message.TryObject("revoke"u8, out var revoke);
        return new MessageContent { Type = type, InReplyTo = revoke.Text("original_message_id"u8) };
    }
}
