using System.Text.Json;

namespace OrleansFailover.Drill.Channel;

/// <summary>Reads the body of <c>POST /{version}/{phone-number-id}/messages</c> with the limits that the Cloud API documents.</summary>
/// <remarks>
/// <code>
/// {"messaging_product":"whatsapp","recipient_type":"individual","to":"15550001","type":"text","text":{"body":"Question 1: …"},
///  "context":{"message_id":"wamid.…"},"biz_opaque_callback_data":"…"}
/// {"…","type":"interactive","interactive":{"type":"button","body":{"text":"…"},"action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"A"}}]}}}
/// {"…","type":"interactive","interactive":{"type":"list","body":{"text":"…"},"action":{"button":"Choose","sections":[{"rows":[{"id":"a","title":"A"}]}]}}}
/// {"…","recipient":"US.13491208655302741918","type":"text","text":{"body":"…"}}
/// {"…","type":"image","image":{"id":"1","caption":"…"}}
/// {"…","type":"template","template":{"name":"go_on","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"…"}]}]}}
/// {"…","type":"reaction","reaction":{"message_id":"wamid.…","emoji":"…"}}
/// {"…","type":"interactive","interactive":{"type":"location_request_message","body":{"text":"…"},"action":{"name":"send_location"}}}
/// </code>
/// </remarks>
internal sealed record SendRequest(Recipient Recipient, string ReplyId, string? Quotes, SendContent Content)
{
    private const int MaxText = 4096;
    private const int MaxBody = 4096;
    private const int MaxInteractiveBody = 1024;
    private const int MaxCallbackData = 512;
    private const int MaxButtons = 3;
    private const int MaxButtonTitle = 20;
    private const int MaxRows = 10;
    private const int MaxRowTitle = 24;
    private const int MaxRowDescription = 72;

    /// <exception cref="SendRejectedException">It is not what the channel accepts.</exception>
    public static SendRequest Read(JsonElement body)
    {
        Require(Text(body, "messaging_product") == "whatsapp", "messaging_product must be 'whatsapp'");
        var recipient = ReadRecipient(Text(body, "to"), Text(body, "recipient"));
        var replyId = Text(body, "biz_opaque_callback_data") ?? "";
        Require(replyId.Length <= MaxCallbackData, $"biz_opaque_callback_data is longer than {MaxCallbackData}");
        var quotes = body.TryGetProperty("context", out var context) ? Text(context, "message_id") : null;
        return new SendRequest(recipient, replyId, quotes, Text(body, "type") switch
        {
            "text" => new SendContent("text", Bounded(Child(body, "text"), "body", MaxText), []),
            "interactive" => Interactive(Child(body, "interactive")),
            "image" or "video" or "document" or "audio" or "sticker" => Media(Text(body, "type")!, body),
            "template" => Template(Child(body, "template")),
            "reaction" => Reaction(Child(body, "reaction")),
            var other => throw new SendRejectedException($"type '{other}' is not known here"),
        });
    }

    private static Recipient ReadRecipient(string? to, string? recipient)
    {
        Require(string.IsNullOrEmpty(to) != string.IsNullOrEmpty(recipient), "either to or recipient is required");
        Require(string.IsNullOrEmpty(to) || to.All(c => char.IsAsciiDigit(c) || c == '+'), "to must be a phone number");
        Require(string.IsNullOrEmpty(recipient) || recipient.Contains('.', StringComparison.Ordinal), "recipient must be a business-scoped user id");
        return string.IsNullOrEmpty(to) ? new Recipient(recipient!, IsUserId: true) : new Recipient(to, IsUserId: false);
    }

    private static SendContent Interactive(JsonElement interactive)
    {
        var kind = Text(interactive, "type");
        var text = Bounded(Child(interactive, "body"), "text", kind == "list" ? MaxBody : MaxInteractiveBody);
        var action = Child(interactive, "action");
        switch (kind)
        {
            case "button":
                var buttons = Items(action, "buttons", MaxButtons).Select(button => Choice(Child(button, "reply"), MaxButtonTitle)).ToList();
                RequireDifferentIds(buttons);
                return new SendContent("buttons", text, buttons);
            case "list":
                var rows = Items(action, "sections", MaxRows)
                    .SelectMany(section => Items(section, "rows", MaxRows)).Select(row => Choice(row, MaxRowTitle)).ToList();
                Require(rows.Count <= MaxRows, $"a list has at most {MaxRows} rows");
                RequireDifferentIds(rows);
                return new SendContent("list", text, rows, Bounded(action, "button", MaxButtonTitle));
            case "location_request_message":
                Require(Text(action, "name") == "send_location", "action.name must be 'send_location'");
                return new SendContent("location-request", text, []);
            default:
                throw new SendRejectedException($"interactive type '{kind}' is not known here");
        }
    }

    private static SendContent Media(string type, JsonElement body)
    {
        var media = Child(body, type);
        var (id, link, caption) = (Text(media, "id"), Text(media, "link"), Text(media, "caption"));
        Require(string.IsNullOrEmpty(id) != string.IsNullOrEmpty(link), $"{type} needs either id or link");
        Require(caption is null || type is "image" or "video" or "document", $"{type} has no caption");
        Require(caption is null || caption.Length is > 0 and <= MaxInteractiveBody, $"caption must have 1 to {MaxInteractiveBody} characters");
        return new SendContent(type, caption ?? "", []);
    }

    private static SendContent Template(JsonElement template)
    {
        var name = Bounded(template, "name", 512);
        Require(Text(Child(template, "language"), "code") is { Length: > 0 }, "language.code is required");
        List<string> parameters = [];
        if (template.TryGetProperty("components", out var components))
        {
            Require(components.ValueKind == JsonValueKind.Array, "components must be an array");
            parameters.AddRange(components.EnumerateArray().SelectMany(component => Items(component, "parameters", 100)).Select(parameter => Bounded(parameter, "text", MaxInteractiveBody)));
            Require(!parameters.Exists(parameter => parameter.Contains('\n', StringComparison.Ordinal) || parameter.Contains('\t', StringComparison.Ordinal)), "a parameter has no line break or tab");
        }

        return new SendContent("template", string.Join("\n", parameters.Prepend(name)), []);
    }

    private static SendContent Reaction(JsonElement reaction)
    {
        Bounded(reaction, "message_id", 512);
        return new SendContent("reaction", Text(reaction, "emoji") ?? throw new SendRejectedException("emoji is required"), []);
    }

    private static SendChoice Choice(JsonElement choice, int maxTitle)
    {
        var description = Text(choice, "description");
        Require(description is null || description.Length <= MaxRowDescription, $"description is longer than {MaxRowDescription}");
        return new SendChoice(Bounded(choice, "id", 256), Bounded(choice, "title", maxTitle), description);
    }

    private static void RequireDifferentIds(List<SendChoice> choices) =>
        Require(choices.DistinctBy(choice => choice.Id).Count() == choices.Count, "ids of choices must differ");

    private static List<JsonElement> Items(JsonElement parent, string name, int most)
    {
        var items = parent.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray()] : new List<JsonElement>();
        Require(items.Count >= 1 && items.Count <= most, $"{name} must have 1 to {most} items");
        return items;
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object
            ? child
            : throw new SendRejectedException($"{name} is required");

    private static string Bounded(JsonElement parent, string name, int most)
    {
        var text = Text(parent, name);
        Require(!string.IsNullOrEmpty(text), $"{name} is required");
        Require(text!.Length <= most, $"{name} is longer than {most}");
        return text;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new SendRejectedException(problem);
        }
    }
}
