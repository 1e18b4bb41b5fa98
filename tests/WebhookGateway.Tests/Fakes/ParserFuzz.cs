using CsCheck;
using OrleansFailover.Fuzz.Tests.Support;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>Changes good bodies byte by byte and value by value, and looks at what the parser makes of them.</summary>
internal static class ParserFuzz
{
    /// <summary>Gives the parser what the mutator of <c>tests/Fuzz.Tests</c> makes of the seeds.</summary>
    public static void Mutated(byte[][] seeds) => Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, seeds.Length - 1], Gen.Int).Sample(
        (seed, other, random) => AssertWhole(WebhookParser.Parse(Mutator.Change(seeds[seed], seeds[other], new Random(random)), Receipts.Any)), iter: 30_000);

    public static void AssertWhole(ParsedWebhook parsed)
    {
        foreach (var inboundEvent in parsed.Events)
        {
            Assert.NotEmpty(inboundEvent.Id.Value);
            Assert.Single(new object?[] { inboundEvent.Message, inboundEvent.Status, inboundEvent.Echo }, part => part is not null);
            Assert.Equal(inboundEvent, EnvelopeCodec.Decode(EnvelopeCodec.Encode(inboundEvent)));
        }

        // What is kept of a part can be read again, and says the same.
        foreach (var part in parsed.Rejected ?? [])
        {
            Assert.NotEmpty(WebhookParser.Parse(part.Webhook, Receipts.Any).Rejected ?? []);
        }
    }
}
