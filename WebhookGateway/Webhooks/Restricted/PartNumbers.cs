using System.Text.Json;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Restricted;

/// <summary>Reads of which business numbers something is that is no event.</summary>
internal static class PartNumbers
{
    /// <summary>The numbers of all its changes; null where one does not say, or nothing can be read: then it can be of any.</summary>
    public static IReadOnlyCollection<string>? Of(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.TryArray("entry"u8, out var entries) ? Of(entries) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static HashSet<string>? Of(JsonElement entries)
    {
        HashSet<string> numbers = [];
        foreach (var entry in entries.EnumerateArray())
        {
            if (!entry.TryArray("changes"u8, out var changes))
            {
                return null;
            }

            foreach (var change in changes.EnumerateArray())
            {
                if (!change.TryObject("value"u8, out var value) || !value.TryObject("metadata"u8, out var metadata) || metadata.Text("phone_number_id"u8) is not { } number)
                {
                    return null;
                }

                numbers.Add(number);
            }
        }

        return numbers.Count == 0 ? null : numbers;
    }
}
