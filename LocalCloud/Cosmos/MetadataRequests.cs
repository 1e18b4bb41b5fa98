using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Databases, containers and partition key ranges.</summary>
internal sealed class MetadataRequests(CosmosStore store)
{
    private const string RangesEtag = "\"1\"";

    public CosmosResponse ListDatabases() => List(store.Databases(), "Databases", "");

    public CosmosResponse ReadDatabase(string name) =>
        store.FindDatabase(name) is { } record ? Describe(record) : CosmosErrors.NotFound("Database");

    public CosmosResponse CreateDatabase(ReadOnlyMemory<byte> body)
    {
        if (Parse(body) is not { } posted || Name(posted) is not { } name)
        {
            return CosmosErrors.BadRequest("A database needs an id.");
        }

        var resourceId = ResourceIds.Database(name);
        var record = store.Create(name, "", new JsonObject
        {
            ["id"] = name,
            ["_rid"] = resourceId,
            ["_self"] = $"dbs/{resourceId}/",
            ["_colls"] = "colls/",
            ["_users"] = "users/",
        });
        return record is null ? CosmosErrors.Conflict("Database") : Describe(record, StatusCodes.Status201Created);
    }

    public CosmosResponse DeleteDatabase(string name)
    {
        if (store.FindDatabase(name) is not { } record)
        {
            return CosmosErrors.NotFound("Database");
        }

        store.Delete(record.Database, "");
        return new CosmosResponse { Status = StatusCodes.Status204NoContent };
    }

    public CosmosResponse ListContainers(string database) =>
        store.FindDatabase(database) is { } record
            ? List(store.ContainersOf(record.Database), "DocumentCollections", ResourceIds.Database(record.Database))
            : CosmosErrors.NotFound("Database");

    public CosmosResponse ReadContainer(string database, string name) =>
        store.FindContainer(database, name) is { } container && store.FindContainerRecord(container) is { } record
            ? Describe(record, StatusCodes.Status200OK, container)
            : CosmosErrors.NotFound("Container", CosmosErrors.SubStatusOwnerNotFound);

    public CosmosResponse CreateContainer(string database, ReadOnlyMemory<byte> body)
    {
        if (store.FindDatabase(database) is not { } owner)
        {
            return CosmosErrors.NotFound("Database");
        }

        if (Parse(body) is not { } posted || Name(posted) is not { } name)
        {
            return CosmosErrors.BadRequest("A container needs an id.");
        }

        if (ContainerSettings.Check(posted) is { } refusal)
        {
            return refusal;
        }

        ContainerSettings.Complete(posted, owner.Database, name);
        var record = store.Create(owner.Database, name, posted);
        return record is null
            ? CosmosErrors.Conflict("Container")
            : Describe(record, StatusCodes.Status201Created, store.FindContainer(owner.Database, name));
    }

    public CosmosResponse DeleteContainer(string database, string name)
    {
        if (store.FindContainer(database, name) is not { } container)
        {
            return CosmosErrors.NotFound("Container", CosmosErrors.SubStatusOwnerNotFound);
        }

        store.Delete(container.Definition.Database, container.Definition.Name);
        return new CosmosResponse { Status = StatusCodes.Status204NoContent, Container = container };
    }

    public CosmosResponse ReadPartitionKeyRanges(string database, string name, string? ifNoneMatch)
    {
        if (store.FindContainer(database, name) is not { } container)
        {
            return CosmosErrors.NotFound("Container", CosmosErrors.SubStatusOwnerNotFound);
        }

        if (ifNoneMatch == RangesEtag)
        {
            return new CosmosResponse { Status = StatusCodes.Status304NotModified, Etag = RangesEtag, Container = container };
        }

        var resourceId = ResourceIds.PartitionKeyRange(container.Definition.Database, container.Definition.Name);
        var range = new
        {
            _rid = resourceId,
            id = "0",
            _etag = RangesEtag,
            minInclusive = "",
            maxExclusive = "FF",
            ridPrefix = 0,
            _self = $"dbs/{container.DatabaseResourceId}/colls/{container.ResourceId}/pkranges/{resourceId}/",
            throughputFraction = 1,
            status = "online",
            parents = Array.Empty<string>(),
            _ts = 0,
        };
        var json = JsonSerializer.Serialize(new { _rid = container.ResourceId, PartitionKeyRanges = new[] { range }, _count = 1 });
        return CosmosResponse.Ok(json, RangesEtag);
    }

    private static CosmosResponse Describe(
        MetadataRecord record, int status = StatusCodes.Status200OK, DocumentContainer? container = null) => new()
        {
            Status = status,
            Body = System.Text.Encoding.UTF8.GetBytes(record.Json),
            Etag = JsonNode.Parse(record.Json)!["_etag"]!.GetValue<string>(),
            Container = container,
        };

    private static CosmosResponse List(IReadOnlyList<MetadataRecord> records, string property, string resourceId)
    {
        var list = new JsonArray([.. records.Select(record => JsonNode.Parse(record.Json))]);
        return CosmosResponse.Ok(new JsonObject { ["_rid"] = resourceId, [property] = list, ["_count"] = records.Count }.ToJsonString());
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Name(JsonObject posted) =>
        posted["id"] is JsonValue value && value.TryGetValue<string>(out var name) && name.Length > 0 ? name : null;
}
