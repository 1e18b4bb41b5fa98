namespace OrleansFailover.Drill.Cluster;

/// <summary>Steers a region's local cloud while it runs.</summary>
internal sealed class CloudControl : IDisposable
{
    private readonly HttpClient _http;

    public CloudControl(RegionPlan plan) => _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false })
    {
        BaseAddress = plan.Cosmos,
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Switches services off or on; the others stay as they are.</summary>
    /// <param name="keepRedisData">Whether a Redis that is switched off comes back with its data.</param>
    public Task OutageAsync(CloudParts parts, bool on, bool keepRedisData, CancellationToken cancellationToken) => PutAsync(
        "/control/outage",
        new
        {
            cosmos = parts.HasFlag(CloudParts.Cosmos) ? on : (bool?)null,
            redis = parts.HasFlag(CloudParts.Redis) ? on : (bool?)null,
            kafka = parts.HasFlag(CloudParts.InboundLog) ? on : (bool?)null,
            keepRedisData,
        },
        cancellationToken);

    /// <summary>Changes how far the other regions lag behind this one; null leaves it.</summary>
    public Task ReplicationAsync(TimeSpan? lag, bool? paused, CancellationToken cancellationToken) =>
        PutAsync("/control/replication", new { lag, paused }, cancellationToken);

    /// <summary>Cuts replication with peers, or lets it go on.</summary>
    public Task PartitionAsync(IEnumerable<string> peers, bool on, CancellationToken cancellationToken) =>
        PutAsync("/control/partition", new { peers, on }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await _http.PutAsJsonAsync(path, body, cancellationToken);
        if (!response.IsSuccessStatusCode && response.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
        {
            throw new InvalidOperationException($"{_http.BaseAddress}{path} answered {(int)response.StatusCode}.");
        }
    }
}
