using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Canaries;

/// <summary>Every document that a region's database has, as it is stored.</summary>
internal static class HeldDocuments
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public static async Task<Holding> ReadAsync(RegionPlan plan, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = plan.Cosmos, Timeout = Bound };
        return new(HoldingPlace.Documents, "every container", await http.GetByteArrayAsync("/control/copy", cancellationToken));
    }
}
