using System.Text;
using CsCheck;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Parsing;

public sealed class WebhookParserFuzzTests
{
    private static readonly byte[][] Seeds = [.. MessageParserTests.Types
        .Select(row => Payloads.Messages(Payloads.Message("wamid.A", row.Data.Item1.Trim())))
        .Append(Payloads.Statuses(Payloads.Status("wamid.S", "failed", ""","biz_opaque_callback_data":"r","errors":[{"code":1,"title":"t"}]""")))
        .Append(Payloads.Webhook(Payloads.Change($"\"message_echoes\":[{Payloads.Echo("wamid.E", "hi")}]")))
        .Append(Payloads.Webhook(Payloads.Change("\"errors\":[{\"code\":1}]"), Payloads.Change($"\"messages\":[{Payloads.Text("m1", "a")}]")))
        .Append(Payloads.Webhook("""{"field":"account_update","value":{}}"""))
        .Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Parse_MutatedBytes_NeverThrowsAndWhatItGivesIsWhole() => ParserFuzz.Mutated(Seeds);

    [Fact]
    public void Parse_RandomBytes_NeverThrows() =>
        Gen.Byte.Array[0, 400].Sample(bytes => ParserFuzz.AssertWhole(WebhookParser.Parse(bytes, Receipts.Any)), iter: 5_000);

    [Fact]
    public void Parse_EverySeed_IsReadWhole()
    {
        // The control of the fuzz: the seeds themselves reach the parsers.
        Assert.True(Seeds.Count(seed => WebhookParser.Parse(seed, Receipts.Any).Events.Count == 1) >= Seeds.Length - 1);
    }
}
