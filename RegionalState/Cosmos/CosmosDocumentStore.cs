using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Azure.Cosmos;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>
/// Point operations through the client's stream interface: expected statuses come back as results, bytes go through as they are.
/// </summary>
internal sealed class CosmosDocumentStore(PinnedCosmosClient client, RegionalStoreMetrics metrics, TimeProvider time) : IDocumentStore
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async ValueTask<StoredDocument?> ReadAsync(string key, string id, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(
            isRead: true, token => client.Container.ReadItemStreamAsync(id, new PartitionKey(key), client.RequestOptions(), token), cancellationToken);
        return reply.Kind switch
        {
            StoreStatus.Ok => new StoredDocument(reply.Content, reply.ETag!),
            StoreStatus.Absent => null,
            StoreStatus.Refused or StoreStatus.Busy => throw new StoreRefusedException(
                $"The store refused to read {id} of {Pseudonym.Of(key)} ({reply.Status}). Check the container, the client's rights and its throughput.",
                reply.Cause),
            _ => throw new StoreReadException(
                $"The store did not answer the read of {id} of {Pseudonym.Of(key)} within {client.Options.RequestTimeout} ({reply.Status}). "
                + "Whether it exists is not known; read again.",
                reply.Cause),
        };
    }

    public async ValueTask<StoreWriteResult> WriteAsync(
        string key, string id, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(
            isRead: false,
            token => etag is null
                ? client.Container.CreateItemStreamAsync(ToStream(content), new PartitionKey(key), client.RequestOptions(), token)
                : client.Container.ReplaceItemStreamAsync(ToStream(content), id, new PartitionKey(key), client.RequestOptions(etag), token),
            cancellationToken);
        metrics.DocumentSent(content.Length);
        return ToResult(reply, isCreate: etag is null);
    }

    public async ValueTask<StoreWriteResult> DeleteAsync(string key, string id, string etag, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(
            isRead: false, token => client.Container.DeleteItemStreamAsync(id, new PartitionKey(key), client.RequestOptions(etag), token), cancellationToken);
        return ToResult(reply, isCreate: false);
    }

    private static StoreWriteResult ToResult(Reply reply, bool isCreate) => new(
        reply.Kind switch
        {
            StoreStatus.Ok => StoreWriteOutcome.Accepted,
            StoreStatus.Conflict => StoreWriteOutcome.LostETag,
            StoreStatus.Absent => isCreate ? StoreWriteOutcome.Refused : StoreWriteOutcome.LostETag,
            StoreStatus.TooLarge => StoreWriteOutcome.TooLarge,
            StoreStatus.Refused or StoreStatus.Busy => StoreWriteOutcome.Refused,
            _ => StoreWriteOutcome.Unknown,
        },
        reply.ETag,
        reply.Status,
        reply.Cause);

    // A request that was turned away (429, 449) was not applied and is sent again inside the bound. An open outcome is asked again only by a read.
    private async Task<Reply> SendAsync(
        bool isRead, Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(client.Options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        // An attempt that the bound cuts short turns "not applied" into "not known", so none is begun in the last quarter.
        var lastStart = client.Options.RequestTimeout * 0.75;
        var start = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var reply = await SendOnceAsync(send, linked.Token);
            if (reply.Kind != StoreStatus.Busy && !(isRead && reply.Kind == StoreStatus.Open && !linked.IsCancellationRequested))
            {
                return reply;
            }

            var wait = reply.RetryAfter ?? pause;
            if (time.GetElapsedTime(start) + wait > lastStart)
            {
                return reply;
            }

            try
            {
                await Task.Delay(wait, time, linked.Token);
            }
            catch (OperationCanceledException)
            {
                return reply;
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<Reply> SendOnceAsync(Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken token)
    {
        try
        {
            // The client looks at the token only between its own steps, so the wait is bounded as well.
            using var response = await send(token).WaitAsync(token);
            metrics.Charged(response.Headers.RequestCharge);
            var kind = StoreStatusPolicy.Of(response.StatusCode, response.Headers["x-ms-substatus"]);
            return new Reply(
                kind,
                Describe(response.StatusCode, response.Headers["x-ms-substatus"]),
                response.Headers.ETag,
                kind == StoreStatus.Ok ? await ReadContentAsync(response.Content, token) : default,
                RetryAfter(response.Headers["x-ms-retry-after-ms"]));
        }
        catch (CosmosException exception)
        {
            var subStatus = exception.SubStatusCode.ToString(CultureInfo.InvariantCulture);
            return new Reply(StoreStatusPolicy.Of(exception.StatusCode, subStatus), Describe(exception.StatusCode, subStatus), RetryAfter: exception.RetryAfter, Cause: exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new Reply(StoreStatus.Open, exception is OperationCanceledException ? "no answer" : exception.GetType().Name, Cause: exception);
        }
    }

    private static string Describe(HttpStatusCode status, string? subStatus) =>
        subStatus is null or "0" ? $"status {(int)status}" : $"status {(int)status}/{subStatus}";

    private static TimeSpan? RetryAfter(string? milliseconds) =>
        double.TryParse(milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? TimeSpan.FromMilliseconds(Math.Max(1, value)) : null;

    private static MemoryStream ToStream(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(content.ToArray(), writable: false);

    private static async ValueTask<ReadOnlyMemory<byte>> ReadContentAsync(Stream? content, CancellationToken token)
    {
        if (content is null)
        {
            return default;
        }

        // Always a copy: the response's buffer goes back to the client when the response is disposed of.
        using var copy = content.CanSeek ? new MemoryStream((int)content.Length) : new MemoryStream();
        await content.CopyToAsync(copy, token);
        return copy.TryGetBuffer(out var buffer) ? buffer.AsMemory() : copy.ToArray();
    }

    private readonly record struct Reply(
        StoreStatus Kind, string Status, string? ETag = null, ReadOnlyMemory<byte> Content = default, TimeSpan? RetryAfter = null, Exception? Cause = null);
}
