using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// {"object":"wasender","session":"<the session's id>","body":<the body as it came>}
//
// The channel's own body names no session, and its secret is a bearer secret: whoever reads one request could write the next. So a body is sealed at the
// door: named, and signed with the session's secret as the Cloud API signs. From there on, to another region, into the spool, the dead letters and back,
// it goes the way of every signed webhook, and no secret goes with it: some of the channel's samples have the session's API key in "sessionId", which is left
// out for that reason.

/// <summary>The form in which a webhook of a session goes on.</summary>
internal static class WasenderSeal
{
    public const string Object = "wasender";

    private static ReadOnlySpan<byte> KeyMember => "sessionId"u8;

    /// <summary>By how many bytes sealing makes a body longer, at most.</summary>
    public const int MaxAdded = 128;

    /// <summary>What every sealed body begins with.</summary>
    public static ReadOnlySpan<byte> Prefix => "{\"object\":\"wasender\",\"session\":\""u8;

    public static bool IsSealed(ReadOnlySpan<byte> body) => body.StartsWith(Prefix);

    /// <summary>Null when the body is not one JSON value: then there is nothing to seal.</summary>
    public static byte[]? Seal(string session, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;

            // An id has letters and digits alone; the configuration sees to that.
            return [.. Prefix, .. Encoding.ASCII.GetBytes(session), .. "\",\"body\":"u8, .. (root.TryMember(KeyMember, out _) ? WithoutKey(root) : body.Span), (byte)'}'];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The session that a sealed body names, not verified; null when it names none.</summary>
    public static string? SessionOf(ReadOnlySpan<byte> body)
    {
        if (!IsSealed(body))
        {
            return null;
        }

        var rest = body[Prefix.Length..];
        var end = rest.IndexOf((byte)'"');
        return end is > 0 and <= 64 ? Encoding.ASCII.GetString(rest[..end]) : null;
    }

    private static byte[] WithoutKey(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var member in root.EnumerateObject().Where(member => !member.NameEquals(KeyMember)))
        {
            buffer.Write(buffer.WrittenCount == 0 ? "{\""u8 : ",\""u8);
            buffer.Write(JsonMarshal.GetRawUtf8PropertyName(member));
            buffer.Write("\":"u8);
            buffer.Write(JsonMarshal.GetRawUtf8Value(member.Value));
        }

        return buffer.WrittenCount == 0 ? "{}"u8.ToArray() : [.. buffer.WrittenSpan, (byte)'}'];
    }

    /// <summary>The signature of a sealed body.</summary>
    public static string Sign(ChannelApp app, ReadOnlySpan<byte> body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(app.Secret.Span, body))}";
}
