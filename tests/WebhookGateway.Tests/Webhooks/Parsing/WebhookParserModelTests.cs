using System.Globalization;
using System.Text;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Parsing;

/// <summary>Batches as the channel may send them, made of a list of events: what is read must be that list, whatever the batch looks like.</summary>
public sealed class WebhookParserModelTests
{
    private static readonly string[] Kinds = ["message", "status", "echo", "poison"];

    private static readonly Gen<Item> Items = Gen.Select(Gen.OneOf(Kinds), Gen.Int[0, 999_999], Gen.Int[1, 3], Gen.Int[1, 1_763_900_000], Gen.Int[0, 5], Gen.Int[0, 23], Gen.Bool)
        .Select((kind, id, user, time, form, order, text) => new Item(kind, id, user, time, form, order, text));

    private static readonly Gen<Change> Changes = Gen.Select(Gen.Int[1, 3], Items.Array[0, 6], Gen.Bool, Gen.Int[0, 5])
        .Select((number, items, inOneValue, order) => new Change(number, items, inOneValue, order));

    [Fact]
    public void Parse_AnyBatch_GivesEveryEventOnceInItsPlaceAndKeepsTheRest() => Changes.Array[0, 4].Array[0, 4].Sample(
        entries =>
        {
            var parsed = WebhookParser.Parse(Encoding.UTF8.GetBytes(Write(entries)), Receipts.Any);

            Assert.Null(parsed.Unreadable);
            Assert.Equal(entries.SelectMany(changes => changes).SelectMany(Expected), parsed.Events.Select(Show));
            var poison = entries.SelectMany(changes => changes).SelectMany(change => change.Items).Count(item => item.Kind == "poison");
            Assert.Equal(Math.Min(poison, ParsedWebhook.MaxRejectedAlone), parsed.Rejected?.Count(part => part.Reason == RejectReason.Status) ?? 0);
        },
        iter: 3_000);

    private static string Show(InboundEvent inboundEvent) =>
        $"{inboundEvent.Conversation.Key} {inboundEvent.Id.Value} {inboundEvent.ChannelTime.ToUnixTimeSeconds()} "
        + (inboundEvent.Message is { } message ? $"message {message.Text}" : inboundEvent.Echo is { } echo ? $"echo {echo.Text}" : $"status {inboundEvent.Status!.Status}");

    // Within one value messages come before echoes and those before statuses, whatever the order of the arrays.
    private static IEnumerable<string> Expected(Change change) =>
        change.InOneValue
            ? new[] { "message", "echo", "status" }.SelectMany(kind => change.Items.Where(item => item.Kind == kind)).Select(item => Expected(change, item))
            : change.Items.Where(item => item.Kind != "poison").Select(item => Expected(change, item));

    private static string Expected(Change change, Item item) =>
        $"whatsapp/{change.Number}/{item.User()} {item.MessageId()}{(item.Kind == "status" ? ":read" : "")} {item.Time} "
        + item.Kind switch { "message" => $"message t{item.Id}", "echo" => $"echo t{item.Id}", _ => "status Read" };

    private static string Write(Change[][] entries) => Members(
        0,
        ("object", "\"whatsapp_business_account\""),
        ("entry", $"[{string.Join(',', entries.Select((changes, i) => Members(i, ("id", "\"1\""), ("changes", $"[{string.Join(',', changes.SelectMany(Write))}]"))))}]"));

    private static IEnumerable<string> Write(Change change) =>
        change.InOneValue && change.Items.Length > 0 ? [Write(change, change.Items)] : change.Items.Select(item => Write(change, [item]));

    private static string Write(Change change, Item[] items)
    {
        string Array(params string[] kinds) => $"[{string.Join(',', items.Where(item => kinds.Contains(item.Kind)).Select(item => item.Json()))}]";
        List<(string, string)> value =
        [
            ("messaging_product", "\"whatsapp\""), ("metadata", $"{{\"phone_number_id\":\"{change.Number}\",\"display_phone_number\":\"1555\"}}"),
            ("messages", Array("message")), ("statuses", Array("status", "poison")), ("message_echoes", Array("echo")),
        ];

        // Arrays without elements may be missing too, and one that the channel does not know yet may be there.
        value.RemoveAll(member => member.Item2 == "[]" && change.Order % 2 == 0);
        value.Add(("newer", "[{\"id\":\"n\"}]"));
        return Members(change.Order, ("field", "\"messages\""), ("value", Members(change.Order, [.. value])));
    }

    private static string Members(int order, params (string Name, string Value)[] members) =>
        $"{{{string.Join(',', Enumerable.Range(0, members.Length).Select(i => members[(i + order) % members.Length]).Select(member => $"\"{member.Name}\":{member.Value}"))}}}";

    private sealed record Change(int Number, Item[] Items, bool InOneValue, int Order);

    private sealed record Item(string Kind, int Id, int Person, int Time, int Form, int Order, bool TimeIsText)
    {
        private bool HasUserId => Form % 3 != 0;

        private bool HasPhone => Form % 3 != 1;

        public string MessageId() => Form > 2 ? $"wamid.{Id}" : Id.ToString(CultureInfo.InvariantCulture);

        public string User() => HasUserId ? $"DE.{Person}" : $"49{Person}";

        public string Json()
        {
            List<(string, string)> members = [("id", $"\"{MessageId()}\""), ("timestamp", TimeIsText ? $"\"{Time}\"" : $"{Time}"), ("x", "{\"y\":[null]}")];
            var (phone, user) = Kind switch { "message" => ("from", "from_user_id"), "echo" => ("to", "to_user_id"), _ => ("recipient_id", "recipient_user_id") };
            if (HasPhone)
            {
                members.Add((phone, $"\"49{Person}\""));
            }

            if (HasUserId)
            {
                members.Add((user, $"\"DE.{Person}\""));
            }

            members.AddRange(Kind switch
            {
                "status" => [("status", "\"read\"")],
                "poison" => [("status", "\"evaporated\"")],
                _ => [("type", "\"text\""), ("text", $"{{\"body\":\"t{Id}\"}}")],
            });
            return Members(Order, [.. members]);
        }
    }
}
