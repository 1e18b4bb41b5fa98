using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>The heartbeat documents in Cosmos, beside the documents they measure the replication of.</summary>
internal sealed partial class CosmosHeartbeatDocuments(
    PinnedCosmosClient client, IOptions<StandbyOptions> options, TimeProvider time, ILogger<CosmosHeartbeatDocuments> logger) : IHeartbeatDocuments
{
    public async ValueTask<bool> WriteAsync(RegionId region, HeartbeatDocument heartbeat, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Body(
                region.Name,
                region.Name,
                heartbeat.Heartbeat.Incarnation,
                heartbeat.Heartbeat.Beat,
                heartbeat.Heartbeat.Phase.ToString(),
                heartbeat.WrittenAt.ToUnixTimeMilliseconds()),
            BodyContext.Default.Body);
        using var content = new MemoryStream(body, writable: false);
        using var response = await AskAsync(
            region, "written", token => client.Container.UpsertItemStreamAsync(content, new PartitionKey(region.Name), cancellationToken: token), cancellationToken);
        return response is { IsSuccessStatusCode: true };
    }

    public async ValueTask<HeartbeatDocument?> ReadAsync(RegionId region, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(
            region, "read", token => client.Container.ReadItemStreamAsync(region.Name, new PartitionKey(region.Name), cancellationToken: token), cancellationToken);
        if (response is not { IsSuccessStatusCode: true })
        {
            return null;
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync(response.Content, BodyContext.Default.Body, cancellationToken);
            return body is not null && Enum.TryParse<RegionPhase>(body.Phase, out var phase)
                ? new(new(body.Incarnation, body.Beat, phase), DateTimeOffset.FromUnixTimeMilliseconds(body.WrittenAt))
                : null;
        }
        catch (JsonException exception)
        {
            Log.HeartbeatDocumentFailed(logger, region, "read", exception.GetType().Name);
            return null;
        }
    }

    // One call never outlasts the bound after which its region would look stale; the abandoned one is cancelled.
    private async Task<ResponseMessage?> AskAsync(
        RegionId region, string act, Func<CancellationToken, Task<ResponseMessage>> ask, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(options.Value.StaleAfter / 4, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            var response = await ask(either.Token);
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound)
            {
                Log.HeartbeatDocumentFailed(logger, region, act, response.StatusCode.ToString());
            }

            return response;
        }
        catch (Exception exception) when (exception is CosmosException or HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.HeartbeatDocumentFailed(logger, region, act, exception.GetType().Name);
            return null;
        }
    }

    internal sealed record Body(string Id, string Pk, long Incarnation, long Beat, string Phase, long WrittenAt);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Body))]
    internal sealed partial class BodyContext : JsonSerializerContext;
}
