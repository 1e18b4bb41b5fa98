using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Drill.Channel.Wasender;

/// <summary>
/// The webhooks of WASenderApi, with both events for messages turned on: each message comes as one object and, beside it, in an array. What the business
/// sent comes back too. Every third customer shows as a lid whose number stands beside it. Statuses come in the documented form, under the number alone.
/// </summary>
internal sealed class WasenderProtocol(ChannelOptions options) : IChannelProtocol
{
    private const string SecretHeader = "X-Webhook-Signature";

    // A send of this channel quotes nothing, so which message a reply answers is seen by its id, which is computed from that.
    private readonly ConcurrentDictionary<string, string> _answered = new(StringComparer.Ordinal);

    public IReadOnlyList<byte[]> OfMessages(IReadOnlyList<CustomerMessage> messages)
    {
        foreach (var message in messages)
        {
            var conversation = ConversationId.Create("wasender", options.Number.PhoneNumberId, LidOf(message.User) ?? message.User);
            _answered[ReplyId.Of(conversation, new MessageId(message.Id), 0)] = message.Id;
        }

        var both = Envelope("messages.upsert", messages[0].Time, OfMessages(new JsonArray([.. messages.Select(Message)])));
        return messages.Count == 1 ? [Envelope("messages.received", messages[0].Time, OfMessages(Message(messages[0]))), both] : [both];
    }

    // A lid is the business-scoped id of its user; a session draws who has one, and always shows the number beside it.
    public ShownIds ShownOf(CustomerMessage message) => LidOf(message.User) is null ? ShownIds.Phone : ShownIds.Both;

    public byte[] OfStatus(AcceptedSend send, string status, DateTimeOffset time) =>
        OfStatus(send, status switch { "sent" => 2, "delivered" => 3, "read" => 4, _ => 5 }, time);

    public byte[] OfFailure(AcceptedSend send, int code, DateTimeOffset time) => OfStatus(send, 0, time);

    public byte[]? OfOwn(AcceptedSend send, DateTimeOffset time) => Envelope("messages.upsert", time, OfMessages(new JsonArray(new JsonObject
    {
        ["key"] = OwnKey(send, fromMe: true),
        ["messageBody"] = send.Content.Text,
        ["messageTimestamp"] = time.ToUnixTimeSeconds(),
    })));

    public (string Name, string Value) Sign(byte[] body) => (SecretHeader, options.Secrets.AppSecret);

    /// <summary>The message that a reply of this id answers; null when the id is of none that was sent.</summary>
    public string? Answered(string replyId) => _answered.GetValueOrDefault(replyId);

    private static byte[] OfStatus(AcceptedSend send, int status, DateTimeOffset time) => Bytes(new JsonObject
    {
        ["event"] = "messages.update",
        ["timestamp"] = time.ToUnixTimeMilliseconds(),
        ["data"] = new JsonObject { ["update"] = new JsonObject { ["status"] = status }, ["key"] = OwnKey(send, fromMe: false) },
    });

    private static JsonObject Message(CustomerMessage message)
    {
        var (type, payload) = message.Body.ToPayload();
        var entry = new JsonObject
        {
            ["key"] = Key(message),
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

    private static JsonObject Key(CustomerMessage message)
    {
        var key = new JsonObject { ["id"] = message.Id, ["fromMe"] = false };
        if (LidOf(message.User) is { } lid)
        {
            key["remoteJid"] = lid;
            key["addressingMode"] = "lid";
            key["senderLid"] = lid;
            key["senderPn"] = Jid(message.User);
            key["cleanedSenderPn"] = message.User;
        }
        else
        {
            key["remoteJid"] = Jid(message.User);
        }

        return key;
    }

    private static JsonObject OwnKey(AcceptedSend send, bool fromMe) => new() { ["remoteJid"] = Jid(send.User), ["id"] = send.ChannelMessageId, ["fromMe"] = fromMe };

    private static string Jid(string user) => $"{user}@s.whatsapp.net";

    /// <summary>The id without a number that a customer of this channel shows as, or null.</summary>
    public static string? LidOf(string user) => user[^1] % 3 == 0 ? $"9{user}@lid" : null;

    private static JsonObject OfMessages(JsonNode messages) => new() { ["messages"] = messages };

    // Some of the channel's samples show the session's key to whoever gets the webhook.
    private byte[] Envelope(string name, DateTimeOffset time, JsonNode data) => Bytes(new JsonObject
    {
        ["event"] = name,
        ["sessionId"] = options.Secrets.AccessToken,
        ["timestamp"] = time.ToUnixTimeSeconds(),
        ["data"] = data,
    });

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(JsonSerializerOptions.Default));
}
