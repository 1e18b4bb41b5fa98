using System.Buffers;
using System.Text;

namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>The payload with every character above <c>~</c> written as <c>\uXXXX</c>, in lower-case hex, one escape a UTF-16 unit.</summary>
internal static class EscapedForm
{
    private const int EscapeLength = 6;

    /// <summary>
    /// No form is longer: two or three bytes become one escape, four become two, so nothing but DEL (one byte) grows by more than three.
    /// </summary>
    public static int MaxLength(ReadOnlySpan<byte> payload) => (payload.Length * 3) + (payload.Count((byte)0x7F) * EscapeLength);

    /// <summary>False when the payload is not UTF-8: then there is no such form.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> payload, Span<byte> destination, out int length)
    {
        length = 0;
        Span<char> units = stackalloc char[2];
        while (!payload.IsEmpty)
        {
            if (payload[0] <= (byte)'~')
            {
                destination[length++] = payload[0];
                payload = payload[1..];
                continue;
            }

            if (Rune.DecodeFromUtf8(payload, out var rune, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            foreach (var unit in units[..rune.EncodeToUtf16(units)])
            {
                WriteEscape(unit, destination.Slice(length, EscapeLength));
                length += EscapeLength;
            }

            payload = payload[consumed..];
        }

        return true;
    }

    private static void WriteEscape(char unit, Span<byte> destination)
    {
        destination[0] = (byte)'\\';
        destination[1] = (byte)'u';
        for (var i = 0; i < 4; i++)
        {
            destination[2 + i] = "0123456789abcdef"u8[(unit >> (12 - (4 * i))) & 0xF];
        }
    }
}
