using System.Globalization;
using System.Runtime.InteropServices;
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
