using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansFailover.Drill.Channel.Wasender;

/// <summary>
/// The webhooks of WASenderApi, with both events for messages turned on: each message comes as one object and, beside it, in an array. What the business
/// sent comes back too. Every third customer shows as a lid whose number stands beside it.
/// </summary>
internal sealed class WasenderProtocol(ChannelOptions options) : IChannelProtocol
{
    private const string SecretHeader = "X-Webhook-Signature";

    public IReadOnlyList<byte[]> OfMessages(IReadOnlyList<CustomerMessage> messages) =>
    [
        messages.Count == 1
            ? Envelope("messages.received", messages[0].Time, Message(messages[0]))
            : Envelope("messages.upsert", messages[0].Time, new JsonArray([.. messages.Select(Message)])),
        .. messages.Count == 1 ? [Envelope("messages.upsert", messages[0].Time, new JsonArray(Message(messages[0])))] : Array.Empty<byte[]>(),
    ];

    public byte[] OfStatus(AcceptedSend send, string status, DateTimeOffset time)
    {
        var update = new JsonObject { ["key"] = Key(send.ChannelMessageId, send.User, fromMe: true), ["update"] = new JsonObject { ["status"] = status == "sent" ? 2 : status == "delivered" ? 3 : 4 } };
        return Envelope("messages.update", time, new JsonArray(update));
    }

    public byte[] OfFailure(AcceptedSend send, int code, DateTimeOffset time) => Envelope(
        "messages.update", time, new JsonArray(new JsonObject { ["key"] = Key(send.ChannelMessageId, send.User, fromMe: true), ["update"] = new JsonObject { ["status"] = 0 } }));

    public byte[]? OfOwn(AcceptedSend send, DateTimeOffset time) => Envelope("messages.upsert", time, new JsonArray(new JsonObject
    {
        ["key"] = Key(send.ChannelMessageId, send.User, fromMe: true),
        ["messageBody"] = send.Content.Text,
        ["messageTimestamp"] = time.ToUnixTimeSeconds(),
    }));

    public (string Name, string Value) Sign(byte[] body) => (SecretHeader, options.Secrets.AppSecret);

    /// <summary>What a session says of itself.</summary>
    public static byte[] OfSession(string state, DateTimeOffset time) => Bytes(new JsonObject
    {
        ["event"] = "session.status",
        ["timestamp"] = time.ToUnixTimeSeconds(),
        ["data"] = new JsonObject { ["status"] = state },
    });

    private static JsonObject Message(CustomerMessage message)
    {
        var (type, payload) = message.Body.ToPayload();
        var entry = new JsonObject
        {
            ["key"] = Key(message.Id, message.User, fromMe: false),
            ["pushName"] = message.Name,
            ["messageTimestamp"] = message.Time.ToUnixTimeSeconds(),
        };
        if (type == "location")
        {
            entry["message"] = new JsonObject
            {
                ["locationMessage"] = new JsonObject { ["degreesLatitude"] = payload["latitude"]!.DeepClone(), ["degreesLongitude"] = payload["longitude"]!.DeepClone() },
            };
            return entry;
        }

        // There is nothing to tap here: the customer writes what it says.
        var text = message.Body switch
        {
            CustomerBody.Text typed => typed.Value,
            CustomerBody.Button button => button.Title,
            CustomerBody.Row row => row.Title,
            _ => "",
        };
        entry["messageBody"] = text;
        entry["message"] = new JsonObject { ["conversation"] = text };
        return entry;
    }

    private static JsonObject Key(string id, string user, bool fromMe)
    {
        var key = new JsonObject { ["id"] = id, ["fromMe"] = fromMe };
        if (!fromMe && user[^1] % 3 == 0)
        {
            key["remoteJid"] = $"9{user}@lid";
            key["addressingMode"] = "lid";
            key["senderLid"] = $"9{user}@lid";
            key["senderPn"] = $"{user}@s.whatsapp.net";
            key["cleanedSenderPn"] = user;
        }
        else
        {
            key["remoteJid"] = $"{user}@s.whatsapp.net";
        }

        return key;
    }

    private static byte[] Envelope(string name, DateTimeOffset time, JsonNode messages) => Bytes(new JsonObject
    {
        ["event"] = name,
        ["timestamp"] = time.ToUnixTimeSeconds(),
        ["data"] = name == "messages.update" ? messages : new JsonObject { ["messages"] = messages },
    });

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(JsonSerializerOptions.Default));
}
