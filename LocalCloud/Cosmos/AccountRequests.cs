using System.Text.Json;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Answers what a client asks first: which regions the account has, and where.</summary>
internal static class AccountRequests
{
    public static CosmosResponse Read(Topology topology)
    {
        var locations = topology.Regions
            .Select(region => new { name = RegionName.InAccount(region.Name), databaseAccountEndpoint = region.Endpoint.AbsoluteUri })
            .ToArray();
        var replicas = new { asyncReplication = false, minReplicaSetSize = 3, maxReplicasetSize = 4 };
        return CosmosResponse.Ok(JsonSerializer.Serialize(new
        {
            _self = "",
            id = "localcloud",
            _rid = "localcloud",
            media = "//media/",
            addresses = "//addresses/",
            _dbs = "//dbs/",
            writableLocations = locations,
            readableLocations = locations,
            enableMultipleWriteLocations = true,
            userReplicationPolicy = replicas,
            systemReplicationPolicy = replicas,
            userConsistencyPolicy = new { defaultConsistencyLevel = "Session" },
            readPolicy = new { primaryReadCoefficient = 1, secondaryReadCoefficient = 1 },

            // The client refuses an empty one before it sends a query, and so would hide that queries are not played.
            queryEngineConfiguration = "{\"maxSqlQueryInputLength\":262144,\"enableSpatialIndexing\":false}",
        }));
    }
}
