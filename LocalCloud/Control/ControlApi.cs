using System.Text.Json;
using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Control;

/// <summary>Looks into a region and steers it: <c>/control/…</c> on the port of its Cosmos endpoint.</summary>
internal sealed class ControlApi(LocalCloudRegion region)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/control");
        control.MapGet("/health", Health);
        control.MapGet("/endpoints", () => new { cosmos = region.CosmosEndpoint, redis = region.RedisEndpoint, kafka = region.KafkaBootstrapServers });
        control.MapGet("/statistics", () => region.Statistics());
        control.MapGet("/documents", Documents);
        control.MapGet("/copy", Copy);
        control.MapGet("/replication", DescribeReplication);
        control.MapPut("/replication", ChangeReplication);
        control.MapPut("/partition", ChangePartition);
        control.MapGet("/faults", () => region.Faults.List());
        control.MapPut("/faults", AddFault);
        control.MapDelete("/faults", () => region.Faults.Clear());
        control.MapPut("/outage", ChangeOutage);
    }

    private IResult Health()
    {
        var refusal = region.State.Refusal();
        var body = new
        {
            status = refusal is null ? "ready" : "unavailable",
            reason = refusal,
            region = region.Name,
            cosmos = !region.State.Outage,
            redis = region.RedisIsUp,
            kafka = region.KafkaIsUp,
        };
        return Results.Json(body, statusCode: refusal is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private IResult Documents(string database, string container, string? partitionKey)
    {
        if (region.Store?.FindContainer(database, container) is not { } found)
        {
            return Results.NotFound();
        }

        var key = partitionKey is null ? null : PartitionKeyValue.FromText(partitionKey);
        var versions = found.ReadPartition(key, withTombstones: true, out _);
        return Results.Json(versions.Select(version => new
        {
            partitionKey = version.Key.PartitionKey.TrimStart('"'),
            id = version.Key.Id,
            deleted = version.IsTombstone,
            origin = region.RegionAt(version.Origin),
            etag = version.Etag,
            document = version.Body is null ? (JsonElement?)null : JsonElement.Parse(version.Body),
        }));
    }

    private IResult Copy(HttpContext http) => region.Store is null
        ? Results.NotFound()
        : Results.Stream(stream => region.WriteCopyAsync(stream, http.RequestAborted), "application/octet-stream");

    private IResult DescribeReplication() => Results.Json(new
    {
        lag = region.Replication.Lag,
        paused = region.Replication.Paused,
        cut = region.Replication.CutPeers,
        peers = region.Replication.Peers,
    });

    private IResult ChangeReplication(ReplicationChange change)
    {
        if (change.Lag is { } lag && (lag < TimeSpan.Zero || lag > TimeSpan.FromDays(1)))
        {
            return Results.BadRequest($"lag ({lag}) must be between 00:00:00 and 1.00:00:00.");
        }

        if (change.Lag is { } set)
        {
            region.Replication.SetLag(set);
        }

        switch (change.Paused)
        {
            case true:
                region.Replication.Pause();
                break;
            case false:
                region.Replication.Resume();
                break;
        }

        return DescribeReplication();
    }

    private IResult ChangePartition(PartitionChange change)
    {
        region.Replication.SetPartition(change.Peers, change.On);
        return DescribeReplication();
    }

    private IResult AddFault(FaultRequest request)
    {
        try
        {
            region.Faults.Add(request.ToFault());
            return Results.Json(region.Faults.List());
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return Results.BadRequest(exception.Message);
        }
    }

    private IResult ChangeOutage(OutageChange change)
    {
        if (change.Cosmos is { } cosmos)
        {
            region.SetCosmosOutage(cosmos);
        }

        if (change.Redis is { } redis)
        {
            region.SetRedisOutage(redis, change.KeepRedisData);
        }

        if (change.Kafka is { } kafka)
        {
            region.SetKafkaOutage(kafka);
        }

        return Health();
    }
}
