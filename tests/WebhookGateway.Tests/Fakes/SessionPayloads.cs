using System.Text;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>Webhook bodies of WASenderApi after the documented shapes, with made-up people.</summary>
internal static class SessionPayloads
{
    public const string SessionId = "106540352242922";
    public const string Phone = "491701234567";
    public const string Lid = "998877@lid";
    public const string Jid = $"{Phone}@s.whatsapp.net";

    public static string Key(string id, bool fromMe = false, string jid = Jid, string more = "") =>
        $$"""{"id":"{{id}}","fromMe":{{(fromMe ? "true" : "false")}},"remoteJid":"{{jid}}"{{more}}}""";

    public static string Text(string id, string text, bool fromMe = false, string jid = Jid) =>
        $$$"""{"key":{{{Key(id, fromMe, jid)}}},"pushName":"Ada","messageBody":"{{{text}}}","messageTimestamp":1763900000,"message":{"conversation":"{{{text}}}"}}""";

    public static string Message(string id, string content) => $$"""{"key":{{Key(id)}},"messageTimestamp":1763900000,{{content}}}""";

    public static string Received(string message) => Event("messages.received", $$"""{"messages":{{message}}}""");

    public static string Upsert(params string[] messages) => Event("messages.upsert", $$"""{"messages":[{{string.Join(',', messages)}}]}""");

    public static string Update(string data) => Event("messages.update", data);

    public static string Event(string name, string data, string timestamp = "1763900000") => $$"""{"event":"{{name}}","timestamp":{{timestamp}},"data":{{data}}}""";

    public static string Status(string state, long timestamp) => Event("session.status", $$"""{"status":"{{state}}","session_id":"s-1"}""", $"{timestamp}");

    /// <summary>A body as it goes on from the door.</summary>
    public static byte[] Sealed(string body) => WasenderSeal.Seal(SessionId, Encoding.UTF8.GetBytes(body))!;

    public static ParsedWebhook Parse(string body) => WebhookParser.Parse(Sealed(body), Receipts.Any);
}
