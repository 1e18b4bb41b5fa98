using System.Text.Json;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// "key": { "id": "3EB0…", "fromMe": false, "remoteJid": "491701234567@s.whatsapp.net" | "123456@lid" | "1203…@g.us" | "status@broadcast",
//          "addressingMode"?: "pn" | "lid", "senderPn"?: "491701234567@s.whatsapp.net", "cleanedSenderPn"?: "491701234567", "senderLid"?: "123456@lid" }
//
// A remoteJid that ends with @lid is no phone number: the number stands beside it, when it is known at all.

/// <summary>Which message an element is about, and whose chat it is in.</summary>
internal readonly struct WasenderKey
{
    private const int MaxIdLength = 512;

    private readonly string? jid;

    private WasenderKey(JsonElement key)
    {
        Id = key.Text("id"u8) is { Length: <= MaxIdLength } id ? id : null;
        IsOurs = key.TryMember("fromMe"u8, out var fromMe) && fromMe.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.Number => fromMe.TryGetInt32(out var number) && number != 0,
            JsonValueKind.String => fromMe.ValueEquals("true"u8),
            _ => false,
        };
        jid = key.Text("remoteJid"u8) ?? key.Text("remoteId"u8);

        // The sender of our own message is ourselves: there the user is the chat alone.
        var (senderPhone, senderLid) = IsOurs ? (null, null) : (PhoneOf(key.Text("cleanedSenderPn"u8)) ?? PhoneOf(key.Text("senderPn"u8)), LidOf(key.Text("senderLid"u8)));
        var other = key.Text("remoteJidAlt"u8);
        Phone = senderPhone ?? PhoneOf(jid) ?? PhoneOf(other);
        Lid = LidOf(jid) ?? senderLid ?? LidOf(other);
    }

    /// <summary>Null when there is none that can be used.</summary>
    public string? Id { get; }

    /// <summary>True for what the business number sent. Anything that can mean that does: a bot that answered itself would never end.</summary>
    public bool IsOurs { get; }

    /// <summary>The user's phone number in digits; null when the payload does not show it.</summary>
    public string? Phone { get; }

    /// <summary>The user's lid with its server, <c>123456@lid</c>; null when the payload does not show it.</summary>
    public string? Lid { get; }

    /// <summary>True for a chat of several people.</summary>
    public bool IsGroup => jid?.EndsWith("@g.us", StringComparison.Ordinal) is true;

    /// <summary>True for what goes to nobody in particular.</summary>
    public bool IsBroadcast => jid is not null && (jid.EndsWith("@broadcast", StringComparison.Ordinal) || jid.EndsWith("@newsletter", StringComparison.Ordinal));

    /// <summary>False when the element has no key.</summary>
    public static bool TryRead(JsonElement element, out WasenderKey key)
    {
        var found = element.TryObject("key"u8, out var member);
        key = found ? new(member) : default;
        return found;
    }

    private static string? PhoneOf(string? jid)
    {
        var user = UserOf(jid, out var server);
        return server is "" or "s.whatsapp.net" or "c.us" or "hosted" ? user : null;
    }

    private static string? LidOf(string? jid)
    {
        var user = UserOf(jid, out var server);
        return user is not null && server is ("lid" or "hosted.lid") ? $"{user}@lid" : null;
    }

    // "491701234567:12@s.whatsapp.net": the user, a device, the server.
    private static string? UserOf(string? jid, out string server)
    {
        server = "";
        if (jid is null)
        {
            return null;
        }

        var at = jid.IndexOf('@', StringComparison.Ordinal);
        server = at < 0 ? "" : jid[(at + 1)..];
        var user = at < 0 ? jid : jid[..at];
        var device = user.IndexOf(':', StringComparison.Ordinal);
        user = (device < 0 ? user : user[..device]).TrimStart('+');
        return user.Length is > 0 and <= 32 && user.All(char.IsAsciiDigit) ? user : null;
    }
}
