using System.Text;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Parsing;

/// <summary>Bodies of the channel's largest size that are made to cost as much as they can.</summary>
public sealed class WebhookParserBoundsTests(ITestOutputHelper output)
{
    private const int Size = 3 * 1024 * 1024;

    // Far more than it takes, and far less than what grows with the square of the size would take.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Shapes => [.. Bodies.Keys];

    private static readonly Dictionary<string, Func<string>> Bodies = new()
    {
        ["arrays in arrays"] = () => new string('[', Size),
        ["objects in objects"] = () => Fill("{\"a\":", "{\"entry\":[", "1"),
        ["nesting just within the limit"] = () => Webhook(Fill(new string('[', 40) + new string(']', 40) + ",", "", "1")),
        ["entries that are numbers"] = () => $"{{\"entry\":[{Fill("1,", "", "1")}]}}",
        ["entries that are empty"] = () => $"{{\"entry\":[{Fill("{},", "", "{}")}]}}",
        ["entries with empty changes"] = () => $"{{\"entry\":[{Fill("{\"changes\":[{}]},", "", "{}")}]}}",
        ["changes with empty values"] = () => Payloads.Webhook(Fill("{\"value\":{}},", "", "{}")),
        ["changes with messages that are none"] = () => Payloads.Webhook(Fill("{\"value\":{\"messages\":1}},", "", "{}")),
        ["changes with metadata"] = () => Payloads.Webhook(Fill("{\"value\":{\"metadata\":{\"display_phone_number\":\"+1\",\"phone_number_id\":\"1\"},\"messages\":[]}},", "", "{}")),
        ["the least messages"] = () => Messages(Fill("{\"id\":\"1\",\"timestamp\":1,\"from\":\"1\",\"type\":\"x\"},", "", "1")),
        ["messages with texts"] = () => Messages(Fill("{\"id\":\"1\",\"timestamp\":1,\"from\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}},", "", "1")),
        ["the least statuses"] = () => Payloads.Webhook(Payloads.Change($"\"statuses\":[{Fill("{\"id\":\"1\",\"timestamp\":1,\"recipient_id\":\"1\",\"status\":\"read\"},", "", "1")}]")),
        ["the least echoes"] = () => Payloads.Webhook(Payloads.Change($"\"message_echoes\":[{Fill("{\"id\":\"1\",\"timestamp\":1,\"to\":\"1\"},", "", "1")}]")),
        ["messages that are numbers"] = () => Messages(Fill("1,", "", "1")),
        ["contacts that are empty"] = () => Payloads.Webhook(Payloads.Change("\"messages\":[1]", contacts: $"[{Fill("{},", "", "{}")}]")),
        ["contacts with ids"] = () => Payloads.Webhook(Payloads.Change("\"messages\":[1]", contacts: $"[{Numbered("{{\"wa_id\":\"{0}\",\"user_id\":\"a{0}\"}},")}{{}}]")),
        ["poison messages under many contacts"] = () => Payloads.Webhook(Payloads.Change(
            $"\"messages\":[{string.Join(',', Enumerable.Repeat("1", 1000))}]", contacts: $"[{Fill("{\"wa_id\":\"1\"},", "", "{}")}]")),
        ["errors"] = () => Payloads.Webhook(Payloads.Change($"\"errors\":[{Fill("{\"code\":1},", "", "{}")}]")),
        ["one text"] = () => Payloads.Messages(Payloads.Text("i", new string('x', Size))),
        ["one text of escapes"] = () => Payloads.Messages(Payloads.Text("i", Fill("\\u0041", "", ""))),
        ["texts just within the limit"] = () => Payloads.Messages([.. Enumerable.Repeat(Payloads.Text("i", new string('x', WebhookParser.MaxEventBytes - 200)), 11)]),
        ["a number without end"] = () => Messages($"{{\"id\":\"1\",\"timestamp\":{new string('9', Size)},\"from\":\"1\",\"type\":\"x\"}}"),
        ["a fraction without end"] = () => Messages($"{{\"id\":\"1\",\"timestamp\":1,\"from\":\"1\",\"type\":\"location\",\"location\":{{\"latitude\":0.{new string('9', 200_000)},\"longitude\":1e-{new string('9', 20_000)}}}}}"),
        ["members without end"] = () => $"{{{Numbered("\"a{0}\":1,")}\"entry\":[]}}",
        ["one member again and again"] = () => $"{{{Fill("\"entry\":[],", "", "")}\"entry\":[]}}",
        ["names in escapes"] = () => $"{{{Fill("\"\\u0065ntry\":1,", "", "")}\"entry\":[]}}",
        ["a message of many members"] = () => Messages($"{{{Numbered("\"a{0}\":1,", WebhookParser.MaxEventBytes - 4096)}\"id\":\"1\"}}"),
        ["blanks"] = () => Payloads.Messages(Payloads.Text("i", "x")) + new string(' ', Size),
        ["nulls"] = () => new string('\0', Size),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Parse_LargestBody_IsReadWithinItsBounds(string shape)
    {
        var body = Encoding.UTF8.GetBytes(Bodies[shape]());
        WebhookParser.Parse(Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("i", "x"))), Receipts.Any);

        var (bytes, started) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        var parsed = WebhookParser.Parse(body, Receipts.Any);
        var took = TimeProvider.System.GetElapsedTime(started);
        var factor = (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)body.Length;

        output.WriteLine($"{shape}: {factor:0.0} times its {body.Length} bytes, {took.TotalMilliseconds:0} ms, {parsed.Events.Count} events, {parsed.Rejected?.Count ?? 0} rejected");
        Assert.InRange(body.Length, 200_000, Size + (2 * WebhookParser.MaxEventBytes));
        Assert.True(factor <= WebhookParser.MaxAllocationFactor, $"{shape}: allocates {factor:0.0} times its size.");
        Assert.True(took < Bound, $"{shape}: takes {took}.");
    }

    [Fact]
    public void Parse_PoisonMessagesUnderManyContacts_KeepsTheWholeOnce()
    {
        // Each part would take the contacts with it: sixteen of them would be sixteen webhooks of the largest size.
        var parsed = WebhookParser.Parse(Encoding.UTF8.GetBytes(Bodies["poison messages under many contacts"]()), Receipts.Any);

        Assert.Single(parsed.Rejected!);
        Assert.True(parsed.RejectedMore);
    }

    private static string Webhook(string entries) => $"{{\"object\":\"whatsapp_business_account\",\"entry\":[{entries}]}}";

    private static string Messages(string messages) => Payloads.Webhook(Payloads.Change($"\"messages\":[{messages}]"));

    private static string Fill(string part, string before, string after)
    {
        var text = new StringBuilder(before, Size + 1024);
        while (text.Length < Size)
        {
            text.Append(part);
        }

        return text.Append(after).ToString();
    }

    private static string Numbered(string format, int size = Size)
    {
        var text = new StringBuilder(size + 1024);
        for (var i = 0; text.Length < size; i++)
        {
            text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, format, i);
        }

        return text.ToString();
    }
}
