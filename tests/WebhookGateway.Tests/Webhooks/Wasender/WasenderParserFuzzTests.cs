using System.Text.Json;
using CsCheck;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;
using static OrleansFailover.WebhookGateway.Tests.Fakes.SessionPayloads;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Wasender;

public sealed class WasenderParserFuzzTests
{
    private static readonly byte[][] Seeds = [.. WasenderParserTests.Contents
        .Select(row => Received(Message("3EB01", row.Data.Item1.Trim())))
        .Append(Upsert(Message("3EB02", """ "message":{"protocolMessage":{"type":14,"key":{"id":"3EB01"},"editedMessage":{"conversation":"Better"}}} """.Trim())))
        .Append(Received($$$"""{"key":{{{Key("1", jid: Lid, more: ",\"senderPn\":\"491701234567@s.whatsapp.net\",\"senderLid\":\"998877@lid\"")}}},"messageBody":"a","messageTimestamp":{"low":1763900000,"high":0}}"""))
        .Append(Update($$"""{"update":{"status":2},"key":{{Key("1", fromMe: true)}}}"""))
        .Append(Update($$$"""[{"key":{{{Key("1")}}},"update":{"message":null,"messageStubType":1}}]"""))
        .Append(Event("something.new", "[1]"))
        .Select(Sealed)];

    [Fact]
    public void Parse_MutatedBytes_NeverThrowsAndWhatItGivesIsWhole() => ParserFuzz.Mutated(Seeds);

    [Fact]
    public void Parse_EverySeed_IsReadWhole() =>
        Assert.True(Seeds.Count(seed => WebhookParser.Parse(seed, Receipts.Any).Events.Count == 1) >= Seeds.Length - 1);

    // Whatever comes to the door: it is sealed whole, or it is no JSON.
    [Fact]
    public void Seal_MutatedBytes_GivesJsonThatNamesItsSession() => Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Int[0, 10_000], Gen.Byte).Sample(
        (seed, place, value) =>
        {
            var body = Seeds[seed].ToArray();
            body[place % body.Length] = value;
            if (WasenderSeal.Seal(SessionId, body) is { } made)
            {
                Assert.Equal(SessionId, WasenderSeal.SessionOf(made));
                Assert.InRange(made.Length, body.Length, body.Length + WasenderSeal.MaxAdded);
                Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(made).RootElement.ValueKind);
            }
        },
        iter: 5_000);
}
