using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansFailover.Drill.Channel;

/// <summary>The bodies that the channel posts.</summary>
internal static class WebhookBody
{
    /// <summary>One webhook with the messages of one or several customers.</summary>
    public static byte[] OfMessages(BusinessNumber number, IReadOnlyList<CustomerMessage> messages)
    {
        var contacts = messages.DistinctBy(message => (message.User, message.Shows)).Select(message =>
            (JsonNode)Shown(new JsonObject { ["profile"] = new JsonObject { ["name"] = message.Name } }, message, "wa_id", "user_id"));
        return Envelope(number, value =>
        {
            value["contacts"] = new JsonArray([.. contacts]);
            value["messages"] = new JsonArray([.. messages.Select(Message)]);
        });
    }

    /// <summary>One webhook with one delivery status.</summary>
    /// <param name="shown">The ids that it names: <c>recipient_id</c> and <c>recipient_user_id</c>.</param>
    public static byte[] OfStatus(BusinessNumber number, AcceptedSend send, (string? Phone, string? UserId) shown, string status, DateTimeOffset time) =>
        Envelope(number, value => value["statuses"] = new JsonArray(Status(send, shown, status, time)));

    /// <summary>One webhook that tells of a send that failed. It names what the send was addressed to and nothing else.</summary>
    public static byte[] OfFailure(BusinessNumber number, AcceptedSend send, int code, DateTimeOffset time) => Envelope(number, value =>
    {
        (string? Phone, string? UserId) addressed = send.Recipient.IsUserId ? (null, send.Recipient.Id) : (send.Recipient.Id, null);
        var update = Status(send, addressed, "failed", time);
        update["errors"] = new JsonArray(new JsonObject
        {
            ["code"] = code,
            ["title"] = "Message failed",
            ["message"] = "Message failed",
            ["error_data"] = new JsonObject { ["details"] = "A failure on order." },
        });
        value["statuses"] = new JsonArray(update);
    });

    private static JsonObject Status(AcceptedSend send, (string? Phone, string? UserId) shown, string status, DateTimeOffset time)
    {
        var update = new JsonObject
        {
            ["id"] = send.ChannelMessageId,
            ["status"] = status,
            ["timestamp"] = Seconds(time),
        };
        if (shown.Phone is { } phone)
        {
            update["recipient_id"] = phone;
        }

        if (shown.UserId is { } userId)
        {
            update["recipient_user_id"] = userId;
        }

        if (send.ReplyId.Length > 0)
        {
            update["biz_opaque_callback_data"] = send.ReplyId;
        }

        return update;
    }

    private static JsonObject Message(CustomerMessage message)
    {
        var (type, payload) = message.Body.ToPayload();
        return Shown(
            new JsonObject { ["id"] = message.Id, ["timestamp"] = Seconds(message.Time), ["type"] = type, [type] = payload }, message, "from", "from_user_id");
    }

    private static JsonObject Shown(JsonObject element, CustomerMessage message, string phone, string userId)
    {
        if (message.Shows.HasFlag(ShownIds.Phone))
        {
            element[phone] = message.User;
        }

        if (message.Shows.HasFlag(ShownIds.UserId))
        {
            element[userId] = message.UserId;
        }

        return element;
    }

    private static byte[] Envelope(BusinessNumber number, Action<JsonObject> fill)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject { ["display_phone_number"] = number.Display, ["phone_number_id"] = number.PhoneNumberId },
        };
        fill(value);
        var body = new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = number.AccountId,
                ["changes"] = new JsonArray(new JsonObject { ["value"] = value, ["field"] = "messages" }),
            }),
        };

        // The default encoder escapes everything outside of ASCII, as the channel does.
        return Encoding.UTF8.GetBytes(body.ToJsonString(JsonSerializerOptions.Default));
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
