using System.Globalization;
using System.Text.Json;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>An answer of the endpoint, before it is written.</summary>
internal sealed class CosmosResponse
{
    private const string ServiceVersion = "version=2.14.0.0";

    public int Status { get; init; } = StatusCodes.Status200OK;

    public int SubStatus { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Etag { get; init; }

    public string? SessionToken { get; init; }

    public double RequestCharge { get; init; } = 1;

    public DocumentContainer? Container { get; init; }

    public int? ItemCount { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public static CosmosResponse Ok(string json, string? etag = null) => Json(StatusCodes.Status200OK, json, etag);

    public static CosmosResponse Json(int status, string json, string? etag = null) =>
        new() { Status = status, Body = System.Text.Encoding.UTF8.GetBytes(json), Etag = etag, RequestCharge = 2 };

    public static CosmosResponse Error(int status, string code, string message, int subStatus = 0) =>
        new() { Status = status, SubStatus = subStatus, Body = ErrorBody(code, message) };

    public static CosmosResponse NotSupported(string feature) =>
        Error(StatusCodes.Status501NotImplemented, "NotImplemented", $"LocalCloud does not support: {feature}.");

    public static byte[] ErrorBody(string code, string message) => JsonSerializer.SerializeToUtf8Bytes(new { code, message });

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        var headers = response.Headers;
        var activity = context.Request.Headers[CosmosHeaders.ActivityId];
        headers[CosmosHeaders.ActivityId] = activity.Count > 0 ? activity : Guid.NewGuid().ToString();
        headers[CosmosHeaders.RequestCharge] = RequestCharge.ToString("0.##", CultureInfo.InvariantCulture);
        headers["x-ms-serviceversion"] = ServiceVersion;
        headers["x-ms-gatewayversion"] = ServiceVersion;
        if (SubStatus != 0)
        {
            headers[CosmosHeaders.SubStatus] = SubStatus.ToString(CultureInfo.InvariantCulture);
        }

        if (Etag is not null)
        {
            headers.ETag = Etag;
        }

        if (SessionToken is not null)
        {
            headers[CosmosHeaders.SessionToken] = SessionToken;
        }

        if (ItemCount is { } items)
        {
            headers[CosmosHeaders.ItemCount] = items.ToString(CultureInfo.InvariantCulture);
        }

        if (RetryAfter is { } retryAfter)
        {
            headers[CosmosHeaders.RetryAfter] = ((long)retryAfter.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        if (Container is not null)
        {
            headers[CosmosHeaders.OwnerId] = Container.ResourceId;
            headers[CosmosHeaders.OwnerName] = $"dbs/{Container.Definition.Database}/colls/{Container.Definition.Name}";
            headers[CosmosHeaders.PartitionKeyRangeId] = "0";
        }

        if (Body.Length > 0 && Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            headers.ContentType = "application/json";
            headers.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, context.RequestAborted);
        }
        else if (Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            headers.ContentLength = 0;
        }
    }
}
