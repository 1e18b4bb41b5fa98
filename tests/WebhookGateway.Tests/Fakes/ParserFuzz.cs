using System.Text;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>Changes good bodies byte by byte and value by value, and looks at what the parser makes of them.</summary>
internal static class ParserFuzz
{
    private static readonly string[] Tokens =
        ["null", "5", "-1e999", "\"\\ud800\"", "\"\"", "[]", "{}", "[[[[", "true", ",", "\"\\u0000\"", "1e5", "\"a/b\"", "{\"id\":1}", "\"\\udc00\\ud800\":1,", "\u00ff"];

    /// <summary>An independent walk over JSON values: every one of them is replaced by something else in turn.</summary>
    public static void Mutated(byte[][] seeds)
    {
        var mutation = Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 10_000].Array[1, 8], Gen.Int[0, 5].Array[8], Gen.Byte.Array[8]);
        mutation.Sample(
            (seed, places, kinds, bytes) =>
            {
                var body = seeds[seed].ToList();
                for (var i = 0; i < places.Length; i++)
                {
                    Mutate(body, places[i], kinds[i], bytes[i]);
                }

                AssertWhole(WebhookParser.Parse(body.ToArray(), Receipts.Any));
            },
            iter: 30_000);
    }

    private static void Mutate(List<byte> body, int place, int kind, byte value)
    {
        if (body.Count == 0)
        {
            return;
        }

        place %= body.Count;
        switch (kind)
        {
            case 0:
                body[place] = value;
                break;
            case 1:
                body.RemoveRange(place, Math.Min(1 + (value % 20), body.Count - place));
                break;
            case 2:
                body.InsertRange(place, body.GetRange(place, Math.Min(1 + (value % 60), body.Count - place)));
                break;
            case 3:
                body.InsertRange(place, Encoding.UTF8.GetBytes(Tokens[value % Tokens.Length]));
                break;
            default:
                ReplaceValue(body, place, Encoding.UTF8.GetBytes(Tokens[value % Tokens.Length]));
                break;
        }
    }

    // Replaces what stands between a colon and the next comma or closing bracket.
    private static void ReplaceValue(List<byte> body, int place, byte[] token)
    {
        var colon = body.IndexOf((byte)':', place);
        if (colon < 0)
        {
            return;
        }

        var end = colon + 1;
        while (end < body.Count && body[end] is not ((byte)',' or (byte)'}' or (byte)']'))
        {
            end++;
        }

        body.RemoveRange(colon + 1, end - colon - 1);
        body.InsertRange(colon + 1, token);
    }

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
