using System.Globalization;
using System.Text.Json;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Partition keys in a canonical form: the same value is the same text, whichever way the JSON spelled it.</summary>
internal static class PartitionKeyValue
{
    /// <summary>A document without a partition key.</summary>
    public const string None = "{}";

    public static string FromText(string text) => string.Concat("\"", text);

    /// <summary>What stands before the first slash of a text; empty for a key without one.</summary>
    public static string PrefixOf(string value) =>
        value.StartsWith('"') && value.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? value[1..slash] : "";

    public static string FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => FromText(element.GetString()!),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => None,
    };

    /// <summary>Reads the header <c>x-ms-documentdb-partitionkey</c>: an array with one value.</summary>
    /// <returns>False when it is not an array with exactly one simple value.</returns>
    public static bool TryParseHeader(string header, out string value)
    {
        if (header.Length >= 4 && header.StartsWith("[\"", StringComparison.Ordinal) && header.EndsWith("\"]", StringComparison.Ordinal)
            && header.AsSpan(2, header.Length - 4).IndexOfAny('"', '\\') < 0)
        {
            value = FromText(header[2..^2]);
            return true;
        }

        value = None;
        try
        {
            using var json = JsonDocument.Parse(header);
            if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() != 1)
            {
                return false;
            }

            value = FromElement(json.RootElement[0]);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
