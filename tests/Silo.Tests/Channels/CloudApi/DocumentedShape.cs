using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

/// <summary>What the channel documents of a request, as strictly as it is documented. Written apart from the sender, so that both cannot be wrong together.</summary>
internal static partial class DocumentedShape
{
    [GeneratedRegex(@"\A/v[0-9]+\.[0-9]+/[0-9]+/messages\z")]
    private static partial Regex Path { get; }

    /// <summary>What is wrong with a request, or null.</summary>
    public static string? Complaint(HttpRequest request, string body)
    {
        if (request.Method != "POST" || !Path.IsMatch(request.Path))
        {
            return $"no such endpoint: {request.Method} {request.Path}";
        }

        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            return "not JSON";
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return Complaint(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    private static string? Complaint(JsonElement root)
    {
        if (root.TryGetProperty("status", out var status))
        {
            return status.GetString() != "read" || Text(root, "message_id").Length == 0 || Text(root, "messaging_product") != "whatsapp" ? "not a read receipt"
                : root.TryGetProperty("typing_indicator", out var typing) && Text(typing, "type") != "text" ? "typing_indicator.type" : null;
        }

        string[] allowed = ["messaging_product", "recipient_type", "to", "recipient", "type", "text", "interactive", "image", "video", "document", "audio", "sticker", "template", "reaction", "context", "biz_opaque_callback_data"];
        var type = Text(root, "type");
        return root.EnumerateObject().FirstOrDefault(member => !allowed.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } other ? $"unknown member {other.Name}"
            : Text(root, "messaging_product") != "whatsapp" ? "messaging_product"
            : Text(root, "recipient_type") != "individual" ? "recipient_type"
            : root.TryGetProperty("to", out var to) == root.TryGetProperty("recipient", out _) ? "either to or recipient"
            : to.ValueKind == JsonValueKind.String && !to.GetString()!.All(char.IsAsciiDigit) ? "to must be digits"
            : root.TryGetProperty("context", out var context) && Text(context, "message_id").Length == 0 ? "context"
            : root.TryGetProperty("biz_opaque_callback_data", out var data) && data.GetString()!.Length is 0 or > 512 ? "biz_opaque_callback_data"
            : !root.TryGetProperty(type, out var content) ? $"no member {type}"
            : type == "text" ? TextIn(content, "body", 4096)
            : type == "interactive" ? Interactive(content)
            : type is "image" or "video" or "document" or "audio" or "sticker" ? Media(type, content)
            : type == "template" ? Template(content)
            : type == "reaction" ? TextIn(content, "message_id", 512) ?? (content.TryGetProperty("emoji", out _) ? null : "no emoji")
            : $"type {type}";
    }

    private static string? Media(string type, JsonElement media) =>
        media.TryGetProperty("id", out _) == media.TryGetProperty("link", out _) ? "either id or link"
        : media.TryGetProperty("caption", out _) ? (type is "audio" or "sticker" ? "a caption" : TextIn(media, "caption", 1024))
        : media.TryGetProperty("filename", out _) && type != "document" ? "a filename" : null;

    private static string? Template(JsonElement template) =>
        TextIn(template, "name", 512) ?? TextIn(template.GetProperty("language"), "code", 10)
        ?? (!template.TryGetProperty("components", out var components) ? null
            : components.EnumerateArray().Any(component => Text(component, "type") != "body") ? "component.type"
            : components.EnumerateArray().SelectMany(component => component.GetProperty("parameters").EnumerateArray())
                .Select(parameter => Text(parameter, "type") != "text" ? "parameter.type" : TextIn(parameter, "text", 1024)).FirstOrDefault(wrong => wrong is not null));

    private static string? Interactive(JsonElement interactive)
    {
        var action = interactive.GetProperty("action");
        return TextIn(interactive.GetProperty("body"), "text", 1024) ?? Text(interactive, "type") switch
        {
            "button" => Buttons(action.GetProperty("buttons")),
            "list" => TextIn(action, "button", 20) ?? Sections(action.GetProperty("sections")),
            "location_request_message" => Text(action, "name") == "send_location" ? null : "action.name",
            var other => $"interactive.type {other}",
        };
    }

    private static string? Buttons(JsonElement buttons) =>
        buttons.GetArrayLength() is < 1 or > 3 ? "1 to 3 buttons"
        : buttons.EnumerateArray().Any(button => Text(button, "type") != "reply") ? "button type"
        : buttons.EnumerateArray().Select(button => button.GetProperty("reply")).Select(reply => TextIn(reply, "id", 256) ?? TextIn(reply, "title", 20)).FirstOrDefault(wrong => wrong is not null);

    private static string? Sections(JsonElement sections)
    {
        var rows = sections.EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray()).ToList();
        return rows.Count is < 1 or > 10 ? "1 to 10 rows"
            : rows.Select(row => TextIn(row, "id", 200) ?? TextIn(row, "title", 24) ?? (row.TryGetProperty("description", out _) ? TextIn(row, "description", 72) : null))
                .FirstOrDefault(wrong => wrong is not null);
    }

    private static string? TextIn(JsonElement parent, string name, int max) => Text(parent, name).Length is var length && length >= 1 && length <= max ? null : $"{name} has {length} of {max} characters";

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? "";
}
