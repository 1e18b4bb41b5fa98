namespace OrleansFailover.Drill.Cluster;

/// <summary>Steers a region's local cloud while it runs.</summary>
internal sealed class CloudControl : IDisposable
{
    private static readonly string[] Writes = ["Create", "Replace", "Upsert"];

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

    /// <summary>Makes the database answer each write so late from now on; zero: at once.</summary>
    public async Task SlowWritesAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var cleared = await _http.DeleteAsync("/control/faults", cancellationToken);
        Check(cleared, "/control/faults");
        if (delay > TimeSpan.Zero)
        {
            await PutAsync(
                "/control/faults",
                new { kind = "Delay", delayMs = delay.TotalMilliseconds, operations = Writes },
                cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await _http.PutAsJsonAsync(path, body, cancellationToken);
        Check(response, path);
    }

    private void Check(HttpResponseMessage response, string path)
    {
        if (!response.IsSuccessStatusCode && response.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
        {
            throw new InvalidOperationException($"{_http.BaseAddress}{path} answered {(int)response.StatusCode}.");
        }
    }
}
