namespace OrleansFailover.DeadLetters.Tests.Support;

/// <summary>Webhook bodies after the channel's documented shape, with made-up people.</summary>
internal static class Bodies
{
    public static string Text(string id, int second, string text) => Webhook($"\"messages\":[{Message(id, second, text)}]");

    /// <summary>A message, and one that is none.</summary>
    public static string TextAndBroken(string id, int second, string text) => Webhook($$"""
        "messages":[{{Message(id, second, text)}},{"from":"491701234567","id":"wamid.broken","timestamp":"never","type":"text"}]
        """);

    private static string Message(string id, int second, string text) => $$"""
        {"from":"491701234567","id":"{{id}}","timestamp":"{{Grains.Tests.Conversation.Events.Start.AddSeconds(second).ToUnixTimeSeconds()}}","type":"text","text":{"body":"{{text}}"} }
        """;

    private static string Webhook(string events) => $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"1065"},"contacts":[{"profile":{"name":"Ada"},"wa_id":"491701234567"}],{{{events}}} }}]}]}
        """;
}
