using System.Buffers;
using System.Text.Json;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Point operations on documents, and the read of one partition.</summary>
internal sealed class DocumentRequests(CosmosStore store, Topology topology, RegionStatistics statistics)
{
    /// <summary>The service's limit for one document, in bytes.</summary>
    public const int MaxDocumentBytes = 2 * 1024 * 1024;

    private const double WriteCharge = 5.5;

    public CosmosResponse Execute(CosmosOperation operation, DocumentTarget target, ReadOnlyMemory<byte> body, IHeaderDictionary headers)
    {
        if (store.FindContainer(target.Database, target.Container) is not { } container)
        {
            return CosmosErrors.NotFound("Container", CosmosErrors.SubStatusOwnerNotFound);
        }

        if (Unsupported(operation, headers) is { } refusal)
        {
            return refusal;
        }

        string? partitionKey = null;
        if (headers.TryGetValue(CosmosHeaders.PartitionKey, out var header) && header.Count > 0)
        {
            if (!PartitionKeyValue.TryParseHeader(header.ToString(), out var value))
            {
                return CosmosErrors.BadRequest("The partition key header is not an array with one value.");
            }

            partitionKey = value;
        }

        if (operation is CosmosOperation.Read or CosmosOperation.ReadFeed && LagsBehind(container, headers) is { } behind)
        {
            return behind;
        }

        var response = operation switch
        {
            CosmosOperation.Read => Read(container, target.Id, partitionKey, headers),
            CosmosOperation.ReadFeed => ReadFeed(container, partitionKey),
            CosmosOperation.Delete => Delete(container, target.Id, partitionKey, headers),
            _ => Write(operation, container, target.Id, partitionKey, body, headers),
        };
        statistics.Answered(target.Container, partitionKey, operation is CosmosOperation.Read or CosmosOperation.ReadFeed, response.RequestCharge, body.Length);
        return response;
    }

    private static CosmosResponse? Unsupported(CosmosOperation operation, IHeaderDictionary headers)
    {
        if (headers.ContainsKey(CosmosHeaders.ChangeFeed))
        {
            return CosmosResponse.NotSupported("change feed");
        }

        if (headers.ContainsKey(CosmosHeaders.PreTrigger) || headers.ContainsKey(CosmosHeaders.PostTrigger))
        {
            return CosmosResponse.NotSupported("triggers");
        }

        return operation is not (CosmosOperation.Read or CosmosOperation.ReadFeed) && headers.IfNoneMatch.Count > 0
            ? CosmosResponse.NotSupported("If-None-Match with a write")
            : null;
    }

    /// <summary>404 with sub-status 1002 when the reader has seen more than this region has, unless it asks for less than a session.</summary>
    private CosmosResponse? LagsBehind(DocumentContainer container, IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(CosmosHeaders.SessionToken, out var token) || token.Count == 0
            || headers[CosmosHeaders.ConsistencyLevel].ToString() is "Eventual" or "ConsistentPrefix")
        {
            return null;
        }

        Span<long> required = stackalloc long[topology.Count];
        if (!SessionToken.TryParse(token.ToString(), required))
        {
            return CosmosErrors.BadRequest("The session token is not one of this account.");
        }

        return container.HasSeen(required)
            ? null
            : CosmosErrors.NotFound("The read session is not available for the input session token: this", CosmosErrors.SubStatusReadSessionNotAvailable);
    }

    private static CosmosResponse Read(DocumentContainer container, string id, string? partitionKey, IHeaderDictionary headers)
    {
        if (partitionKey is null)
        {
            return CosmosErrors.BadRequest("A point read needs the partition key.");
        }

        var version = container.Read(new DocumentKey(partitionKey, id), out var token);
        if (version is null)
        {
            return Missing(container, token);
        }

        var known = headers.IfNoneMatch.Count > 0 && headers.IfNoneMatch.ToString() == version.Etag;
        return new CosmosResponse
        {
            Status = known ? StatusCodes.Status304NotModified : StatusCodes.Status200OK,
            Body = known ? default : version.Body,
            Etag = version.Etag,
            SessionToken = token,
            Container = container,
            RequestCharge = 1 + (version.Body!.Length / 10_240d),
        };
    }

    private static CosmosResponse ReadFeed(DocumentContainer container, string? partitionKey)
    {
        if (partitionKey is null)
        {
            return CosmosResponse.NotSupported("a read of more than one partition");
        }

        var versions = container.ReadPartition(partitionKey, withTombstones: false, out var token);
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("_rid", container.ResourceId);
            writer.WriteStartArray("Documents");
            foreach (var version in versions)
            {
                writer.WriteRawValue(version.Body, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteNumber("_count", versions.Count);
            writer.WriteEndObject();
        }

        return new CosmosResponse
        {
            Body = json.WrittenMemory,
            SessionToken = token,
            Container = container,
            ItemCount = versions.Count,
            RequestCharge = 2 + (json.WrittenCount / 10_240d),
        };
    }

    private CosmosResponse Delete(DocumentContainer container, string id, string? partitionKey, IHeaderDictionary headers)
    {
        if (partitionKey is null)
        {
            return CosmosErrors.BadRequest("A delete needs the partition key.");
        }

        var result = container.Write(DocumentWriteKind.Delete, new DocumentKey(partitionKey, id), null, IfMatch(headers));
        return Answer(container, result, minimal: true);
    }

    private CosmosResponse Write(
        CosmosOperation operation, DocumentContainer container, string id, string? partitionKey, ReadOnlyMemory<byte> json, IHeaderDictionary headers)
    {
        DocumentBody body;
        try
        {
            body = DocumentBody.Parse(json, container.Definition.PartitionKeyPath);
        }
        catch (JsonException exception)
        {
            return CosmosErrors.BadRequest($"The document is not valid JSON: {exception.Message}");
        }

        if (body.Id is not { Length: > 0 } bodyId || (operation == CosmosOperation.Replace && bodyId != id))
        {
            return CosmosErrors.BadRequest("The document's id is missing or differs from the address.");
        }

        if (partitionKey is not null && partitionKey != body.PartitionKey)
        {
            return CosmosErrors.BadRequest(
                "Partition key of the request differs from that of the document.", CosmosErrors.SubStatusPartitionKeyMismatch);
        }

        var kind = operation switch
        {
            CosmosOperation.Create => DocumentWriteKind.Create,
            CosmosOperation.Replace => DocumentWriteKind.Replace,
            _ => DocumentWriteKind.Upsert,
        };
        var result = container.Write(kind, new DocumentKey(body.PartitionKey, bodyId), body, IfMatch(headers));
        return Answer(container, result, headers[CosmosHeaders.Prefer].ToString() == "return=minimal");
    }

    private CosmosResponse Answer(DocumentContainer container, DocumentWriteResult result, bool minimal)
    {
        switch (result.Outcome)
        {
            case DocumentWriteOutcome.NotFound:
                return Missing(container, result.SessionToken);
            case DocumentWriteOutcome.AlreadyExists:
                return Refused(container, result, StatusCodes.Status409Conflict, "Conflict", "Entity with the specified id already exists.");
            case DocumentWriteOutcome.PreconditionFailed:
                return Refused(
                    container, result, StatusCodes.Status412PreconditionFailed, "PreconditionFailed", "The etag of the document has changed.");
        }

        statistics.WriteAccepted();
        var version = result.Version!;
        return new CosmosResponse
        {
            Status = result.Outcome switch
            {
                DocumentWriteOutcome.Created => StatusCodes.Status201Created,
                DocumentWriteOutcome.Deleted => StatusCodes.Status204NoContent,
                _ => StatusCodes.Status200OK,
            },
            Body = minimal ? default : version.Body,
            Etag = version.IsTombstone ? null : version.Etag,
            SessionToken = result.SessionToken,
            Container = container,
            RequestCharge = WriteCharge + ((version.Body?.Length ?? 0) / 1_024d),
        };
    }

    private static CosmosResponse Missing(DocumentContainer container, string token) => new()
    {
        Status = StatusCodes.Status404NotFound,
        Body = CosmosResponse.ErrorBody("NotFound", "Entity with the specified id does not exist in the system."),
        SessionToken = token,
        Container = container,
    };

    private static CosmosResponse Refused(DocumentContainer container, DocumentWriteResult result, int status, string code, string message) => new()
    {
        Status = status,
        Body = CosmosResponse.ErrorBody(code, message),
        SessionToken = result.SessionToken,
        Container = container,
    };

    private static string? IfMatch(IHeaderDictionary headers) => headers.IfMatch.Count > 0 ? headers.IfMatch.ToString() : null;
}
