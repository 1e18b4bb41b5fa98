using System.Text.Json;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Soak;

/// <summary>Looks for the largest document of a conversation that a region's database holds.</summary>
internal static class LargestDocument
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <returns>Bytes; 0 when the database does not answer or has none.</returns>
    public static async Task<long> OfAsync(RegionPlan plan, string database, string container, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = plan.Cosmos, Timeout = Bound };
        try
        {
            await using var stream = await http.GetStreamAsync(
                $"/control/documents?database={Uri.EscapeDataString(database)}&container={Uri.EscapeDataString(container)}", cancellationToken);
            var largest = 0L;
            await foreach (var version in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, JsonSerializerOptions.Web, cancellationToken))
            {
                if (version.TryGetProperty("document", out var document) && document.ValueKind is JsonValueKind.Object)
                {
                    largest = Math.Max(largest, JsonSerializer.SerializeToUtf8Bytes(document).LongLength);
                }
            }

            return largest;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
