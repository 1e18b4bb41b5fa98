using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>The addresses of replication; who answers is known only once the region has joined its account.</summary>
internal sealed class ReplicationRoutes(Func<ReplicationEndpoint> endpoint)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ReplicationHeaders.MetadataPath, (HttpContext http, List<MetadataRecord> records) => endpoint().TakeMetadata(http, records));
        routes.MapPost(ReplicationHeaders.DocumentsPath, (Delegate)((HttpContext http) => endpoint().TakeDocumentsAsync(http)));
        routes.MapGet(ReplicationHeaders.SnapshotPath, (HttpContext http) => endpoint().GiveSnapshot(http));
    }
}
