using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansFailover.Drill.Canaries;

/// <summary>Every form in which a canary is looked for.</summary>
internal static class CanaryPatterns
{
    private const int BitsOfBase64 = 6;
    private const int Places = 3;
    private const int FullWidthZero = 0xFF10;
    private const int ArabicZero = 0x0660;

    /// <summary>The patterns of a canary, each once.</summary>
    public static IReadOnlyList<CanaryPattern> Of(Canary canary)
    {
        var text = canary.Text;
        IEnumerable<CanaryPattern> all =
        [
            Any(canary, CanaryForm.AsItIs, Utf8(text)),
            Any(canary, CanaryForm.Json, JsonEncodedText.Encode(text).ToString()),
            Any(canary, CanaryForm.Url, Uri.EscapeDataString(text)),
            Any(canary, CanaryForm.Url, Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal)),
            Any(canary, CanaryForm.Url, string.Concat(Encoding.UTF8.GetBytes(text).Select(each => string.Create(CultureInfo.InvariantCulture, $"%{each:X2}")))),
            Any(canary, CanaryForm.Hex, Convert.ToHexString(Encoding.UTF8.GetBytes(text))),
            Any(canary, CanaryForm.Utf16, Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text))),
            Any(canary, CanaryForm.Digits, Utf8(InDigits(text, FullWidthZero))),
            Any(canary, CanaryForm.Digits, Utf8(InDigits(text, ArabicZero))),
            .. new[] { text, text.ToUpperInvariant(), Lower(text) }.SelectMany(each => Base64(canary, each)),
        ];
        return [.. all.DistinctBy(pattern => (pattern.Bytes, pattern.IsExact))];
    }

    // What a text is in base64 depends on how many bytes stand before it, and on its neighbours in the first and the last character.
    private static IEnumerable<CanaryPattern> Base64(Canary canary, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var before = 0; before < Places; before++)
        {
            var (first, end) = (((before * 8) + BitsOfBase64 - 1) / BitsOfBase64, (before + bytes.Length) * 8 / BitsOfBase64);
            byte[] behind = [.. new byte[before], .. bytes];
            var encoded = Convert.ToBase64String(behind)[first..end];
            yield return new(canary, CanaryForm.Base64, encoded, IsExact: true);
            yield return new(canary, CanaryForm.Base64, encoded.Replace('+', '-').Replace('/', '_'), IsExact: true);
        }
    }

    private static CanaryPattern Any(Canary canary, CanaryForm form, string bytes) => new(canary, form, bytes, IsExact: false);

    private static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string InDigits(string text, int zero) =>
        string.Concat(text.Select(each => char.IsAsciiDigit(each) ? (char)(zero + each - '0') : each));

#pragma warning disable CA1308 // Not to compare: it is how a program may have written the text.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
