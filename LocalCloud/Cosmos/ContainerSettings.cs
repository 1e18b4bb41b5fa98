using System.Text.Json.Nodes;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What a container may be created with; anything that would change how documents behave and is not played is refused.</summary>
internal static class ContainerSettings
{
    public static CosmosResponse? Check(JsonObject posted)
    {
        if (posted["partitionKey"]?["paths"] is not JsonArray { Count: > 0 } paths)
        {
            return CosmosErrors.BadRequest("A container needs a partition key.");
        }

        if (paths.Count > 1)
        {
            return CosmosResponse.NotSupported("partition keys of several levels");
        }

        if (posted["uniqueKeyPolicy"]?["uniqueKeys"] is JsonArray { Count: > 0 })
        {
            return CosmosResponse.NotSupported("unique keys");
        }

        if (posted["conflictResolutionPolicy"] is JsonObject policy
            && (Text(policy["mode"]) is not (null or "LastWriterWins") || Text(policy["conflictResolutionPath"]) is not (null or "" or "/_ts")))
        {
            return CosmosResponse.NotSupported("conflict resolution other than last writer wins on /_ts");
        }

        return null;
    }

    public static void Complete(JsonObject posted, string database, string name)
    {
        var databaseId = ResourceIds.Database(database);
        var containerId = ResourceIds.Container(database, name);
        posted["_rid"] = containerId;
        posted["_self"] = $"dbs/{databaseId}/colls/{containerId}/";
        posted["_docs"] = "docs/";
        posted["_sprocs"] = "sprocs/";
        posted["_triggers"] = "triggers/";
        posted["_udfs"] = "udfs/";
        posted["_conflicts"] = "conflicts/";
        posted["indexingPolicy"] ??= new JsonObject { ["indexingMode"] = "consistent", ["automatic"] = true };
        posted["conflictResolutionPolicy"] = new JsonObject
        {
            ["mode"] = "LastWriterWins",
            ["conflictResolutionPath"] = "/_ts",
            ["conflictResolutionProcedure"] = "",
        };
    }

    private static string? Text(JsonNode? node) => node?.ToString();
}
