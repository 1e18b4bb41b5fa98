using OrleansFailover.Bench.Payloads;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.Micro.Operations;

/// <summary>An event on its way into the log and out of it.</summary>
internal static class EnvelopeOperations
{
    public static IEnumerable<MicroOperation> All()
    {
        var inboundEvent = WebhookParser.Parse(TextWebhook.Of(customer: 1, number: 1, WebhookOperations.Time), WebhookOperations.Receipt).Events[0];
        var bytes = EnvelopeCodec.Encode(inboundEvent);
        yield return new("envelope, encode", bytes.Length, () => EnvelopeCodec.Encode(inboundEvent));
        yield return new("envelope, decode", bytes.Length, () => EnvelopeCodec.Decode(bytes));
    }
}
