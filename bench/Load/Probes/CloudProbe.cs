using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Load.Probes;

/// <summary>Looks into a region's local cloud: what was asked of its store, and what it holds of a conversation.</summary>
internal sealed class CloudProbe(RegionPlan plan) : IDisposable
{
    private const string Conversations = "conversations";

    // Heartbeats are documents of the same container, under keys of other kinds.
    private const string Channel = "whatsapp";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = plan.Cosmos };

    /// <summary>What clients asked of the conversations of the channel so far.</summary>
    public async Task<StoreUse> UseAsync(CancellationToken cancellationToken)
    {
        using var answer = JsonDocument.Parse(await _http.GetByteArrayAsync("/control/statistics", cancellationToken));
        foreach (var container in answer.RootElement.GetProperty("containers").EnumerateArray())
        {
            if (container.GetProperty("container").ValueEquals(Conversations) && container.GetProperty("keyPrefix").ValueEquals(Channel))
            {
                return new(
                    container.GetProperty("reads").GetInt64(), container.GetProperty("writes").GetInt64(),
                    container.GetProperty("requestUnits").GetDouble(), container.GetProperty("writtenBytes").GetInt64());
            }
        }

        return new(0, 0, 0, 0);
    }

    /// <summary>The region's own document of a conversation, without what the store adds; null when there is none.</summary>
    public async Task<JsonObject?> DocumentAsync(string key, CancellationToken cancellationToken)
    {
        var path = $"/control/documents?database={Conversations}&container={Conversations}&partitionKey={Uri.EscapeDataString(key)}";
        var documents = JsonNode.Parse(await _http.GetByteArrayAsync(path, cancellationToken))!.AsArray();
        var own = documents.FirstOrDefault(document => (string?)document!["id"] == plan.Name)?["document"] as JsonObject;
        foreach (var name in own?.Select(member => member.Key).Where(name => name.StartsWith('_')).ToList() ?? [])
        {
            own!.Remove(name);
        }

        return own is null ? null : (JsonObject)own.DeepClone();
    }

    public void Dispose() => _http.Dispose();
}
