using OrleansFailover.Bench.Payloads;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.Micro.Operations;

/// <summary>What a gateway does with a webhook before it appends it.</summary>
internal static class WebhookOperations
{
    public const string Signature = "signature, 1 KiB";
    public const string ParseOne = "parse, 1 message, 1 KiB";
    public const string ParseMany = "parse, 100 messages";

    public static DateTimeOffset Time { get; } = DateTimeOffset.FromUnixTimeSeconds(1_763_900_000);

    public static Receipt Receipt { get; } = new() { Region = new RegionId("eastus"), ReceivedAt = Time.AddMilliseconds(250) };

    public static IEnumerable<MicroOperation> All()
    {
        var one = TextWebhook.Of(customer: 1, number: 1, Time);
        var many = TextWebhook.Of([.. Enumerable.Range(1, 100).Select(customer => TextWebhook.Message(customer, 1, Time, textLength: 120))]);
        var header = TextWebhook.Sign(one);
        ChannelApp[] apps = [new("bench", new ChannelAppOptions { AppSecret = TextWebhook.AppSecret, VerifyToken = "any" })];
        yield return new(Signature, one.Length, () => SignatureVerifier.Verify(one, header, apps).IsRight ? apps : throw new InvalidOperationException("The signature is wrong."));
        yield return new(ParseOne, one.Length, () => Parsed(one, 1));
        yield return new(ParseMany, many.Length, () => Parsed(many, 100));
    }

    private static ParsedWebhook Parsed(byte[] body, int events)
    {
        var parsed = WebhookParser.Parse(body, Receipt);
        return parsed.Events.Count == events ? parsed : throw new InvalidOperationException($"{parsed.Events.Count} events came of {events}.");
    }
}
