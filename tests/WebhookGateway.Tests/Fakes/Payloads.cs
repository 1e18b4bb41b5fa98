namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>Webhook bodies after the channel's documented shapes, with made-up people.</summary>
internal static class Payloads
{
    public const string Number = "106540352242922";
    public const string Phone = "491701234567";
    public const string UserId = "DE.13491208655302741918";
    public const string Time = "1763900000";

    public static string Webhook(params string[] changes) =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{{string.Join(',', changes)}}]}]}""";

    public static string Change(string members, string number = Number, string? contacts = null) =>
        $$$"""{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{number}}}"},"contacts":{{{contacts ?? Contacts}}},{{{members}}} }}""";

    public static string Messages(params string[] messages) => Webhook(Change($"\"messages\":[{string.Join(',', messages)}]"));

    public static string Statuses(params string[] statuses) => Webhook(Change($"\"statuses\":[{string.Join(',', statuses)}]", contacts: "[]"));

    public static string Message(string id, string members) => $$"""{"from":"{{Phone}}","id":"{{id}}","timestamp":"{{Time}}",{{members}} }""";

    public static string Text(string id, string body) => Message(id, $$"""
        "type":"text","text":{"body":"{{body}}"}
        """);

    /// <summary>What a person of the business wrote to the user from the business's own app.</summary>
    public static string Echo(string id, string body) =>
        $$"""{"from":"15550783881","to":"{{Phone}}","id":"{{id}}","timestamp":"{{Time}}","type":"text","text":{"body":"{{body}}"} }""";

    public static string Status(string id, string status, string more = "") =>
        $$"""{"id":"{{id}}","status":"{{status}}","timestamp":"{{Time}}","recipient_id":"{{Phone}}"{{more}} }""";

    public const string Contacts = $$"""[{"profile":{"name":"Ada"},"wa_id":"{{Phone}}"}]""";
}
