using System.Globalization;
using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>The receiving side of replication.</summary>
internal sealed class ReplicationEndpoint(ReplicationContext context, ReplicationInbox inbox)
{
    private const int MaxBatchBytes = 64 * 1024 * 1024;

    public IResult TakeMetadata(HttpContext http, IReadOnlyList<MetadataRecord> records)
    {
        if (Refusal(http) is { } refusal)
        {
            return refusal;
        }

        context.Store.Merge(records);
        return Results.Ok();
    }

    public async Task<IResult> TakeDocumentsAsync(HttpContext http)
    {
        if (Refusal(http) is { } refusal)
        {
            return refusal;
        }

        if (await RequestBody.ReadAsync(http.Request, MaxBatchBytes, http.RequestAborted) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        foreach (var document in ReplicationCodec.ReadAll(body))
        {
            if (!inbox.TryApply(document))
            {
                return Results.StatusCode(StatusCodes.Status409Conflict);
            }
        }

        return Results.Ok();
    }

    public IResult GiveSnapshot(HttpContext http) =>
        Refusal(http) ?? Results.Stream(stream => Snapshot.WriteAsync(context, stream, http.RequestAborted), "application/octet-stream");

    private IResult? Refusal(HttpContext http)
    {
        var headers = http.Request.Headers;
        var regions = headers[ReplicationHeaders.Regions].ToString();
        if (regions != context.Topology.Signature)
        {
            return Results.BadRequest($"Regions here are {context.Topology.Signature}, the sender has {regions}: give every region the same list.");
        }

        var sender = headers[ReplicationHeaders.Region].ToString();
        if (context.State.Outage || context.Control.IsCut(sender))
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (context.Topology.IndexOf(sender) is var index and >= 0
            && long.TryParse(headers[ReplicationHeaders.Incarnation], CultureInfo.InvariantCulture, out var incarnation))
        {
            context.Floors.Raise(index, incarnation);
        }

        return null;
    }
}
