using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>
/// Tolerant reads: a member that is missing or has another JSON type is absent, never an error. Only text that is no valid Unicode throws
/// (<see cref="InvalidOperationException"/>), which the caller turns into a rejected part.
/// </summary>
internal static class JsonRead
{
    public static bool TryObject(this JsonElement parent, ReadOnlySpan<byte> name, out JsonElement child) =>
        parent.TryMember(name, out child) && child.ValueKind == JsonValueKind.Object;

    public static bool TryArray(this JsonElement parent, ReadOnlySpan<byte> name, out JsonElement child) =>
        parent.TryMember(name, out child) && child.ValueKind == JsonValueKind.Array;

    public static bool TryMember(this JsonElement parent, ReadOnlySpan<byte> name, out JsonElement child)
    {
        child = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out child);
    }

    /// <summary>The string, or null when the member is absent, no string, or empty.</summary>
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.TryMember(name, out var child) && child.ValueKind == JsonValueKind.String && child.GetString() is { Length: > 0 } text ? text : null;

    public static bool Is(this JsonElement parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        parent.TryMember(name, out var child) && child.ValueKind == JsonValueKind.String && child.ValueEquals(value);

    /// <summary>True for two strings with the same digits, at least one, whatever stands between them.</summary>
    public static bool HasDigitsOf(this JsonElement left, JsonElement right)
    {
        if (left.ValueKind != JsonValueKind.String || right.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        ReadOnlySpan<byte> one = JsonMarshal.GetRawUtf8Value(left), other = JsonMarshal.GetRawUtf8Value(right);
        if (one.Contains((byte)'\\') || other.Contains((byte)'\\'))
        {
            // An escape has digits of its own.
            one = Encoding.UTF8.GetBytes(left.GetString()!);
            other = Encoding.UTF8.GetBytes(right.GetString()!);
        }

        for (var digits = 0; ; digits++)
        {
            var (at, otherAt) = (one.IndexOfAnyInRange((byte)'0', (byte)'9'), other.IndexOfAnyInRange((byte)'0', (byte)'9'));
            if (at < 0 || otherAt < 0)
            {
                return at < 0 && otherAt < 0 && digits > 0;
            }

            if (one[at] != other[otherAt])
            {
                return false;
            }

            one = one[(at + 1)..];
            other = other[(otherAt + 1)..];
        }
    }

    public static bool TryNumber(this JsonElement parent, ReadOnlySpan<byte> name, out double number)
    {
        number = 0;
        return parent.TryMember(name, out var child) && child.ValueKind == JsonValueKind.Number && child.TryGetDouble(out number) && double.IsFinite(number);
    }

    /// <summary>A whole number that stands as a JSON number or as digits in a string: the channel writes times in both ways.</summary>
    public static bool TryWholeNumber(this JsonElement parent, ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        if (!parent.TryMember(name, out var child))
        {
            return false;
        }

        return child.ValueKind switch
        {
            JsonValueKind.Number => child.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(JsonMarshal.GetRawUtf8Value(child)[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }
}
