namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Turns HTTP requests of the client library into operations, and refuses by name what is not played.</summary>
internal sealed class CosmosEndpoint(
    Topology topology, CosmosStore store, CosmosFaults faults, RegionState state, RegionStatistics statistics, Func<CancellationToken, Task> spreadMetadata)
{
    private const int MaxMetadataBytes = 1024 * 1024;

    private readonly MetadataRequests _metadata = new(store);
    private readonly DocumentRequests _documents = new(store, topology, statistics);
    private readonly FaultRunner _faults = new(faults, state.Time);

    public async Task HandleAsync(HttpContext context)
    {
        var response = state.Refusal() is { } reason ? CosmosErrors.Unavailable(reason) : await RouteAsync(context);
        if (response is not null)
        {
            await response.WriteAsync(context);
        }
    }

    private async Task<CosmosResponse?> RouteAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!.Trim('/').Split('/');
        var method = request.Method;
        return (path, method) switch
        {
            ([""], "GET") => AccountRequests.Read(topology),
            (["dbs"], "GET") => _metadata.ListDatabases(),
            (["dbs"], "POST") when !IsQuery(request) => await ChangeAsync(context, body => _metadata.CreateDatabase(body)),
            (["dbs", var database], "GET") => _metadata.ReadDatabase(database),
            (["dbs", var database], "DELETE") => await ChangeAsync(context, _ => _metadata.DeleteDatabase(database)),
            (["dbs", var database, "colls"], "GET") => _metadata.ListContainers(database),
            (["dbs", var database, "colls"], "POST") when !IsQuery(request) =>
                await ChangeAsync(context, body => _metadata.CreateContainer(database, body)),
            (["dbs", var database, "colls", var container], "GET") => _metadata.ReadContainer(database, container),
            (["dbs", var database, "colls", var container], "DELETE") =>
                await ChangeAsync(context, _ => _metadata.DeleteContainer(database, container)),
            (["dbs", var database, "colls", var container, "pkranges"], "GET") =>
                _metadata.ReadPartitionKeyRanges(database, container, request.Headers.IfNoneMatch),
            (["dbs", var database, "colls", var container, "docs"], "GET") =>
                await DocumentAsync(context, CosmosOperation.ReadFeed, new DocumentTarget(database, container, "")),
            (["dbs", var database, "colls", var container, "docs"], "POST") when Unplayed(request) is null =>
                await DocumentAsync(context, PostOperation(request), new DocumentTarget(database, container, "")),
            (["dbs", var database, "colls", var container, "docs", var id], "GET") =>
                await DocumentAsync(context, CosmosOperation.Read, new DocumentTarget(database, container, id)),
            (["dbs", var database, "colls", var container, "docs", var id], "PUT") =>
                await DocumentAsync(context, CosmosOperation.Replace, new DocumentTarget(database, container, id)),
            (["dbs", var database, "colls", var container, "docs", var id], "DELETE") =>
                await DocumentAsync(context, CosmosOperation.Delete, new DocumentTarget(database, container, id)),
            _ => CosmosResponse.NotSupported(Unplayed(request) ?? $"{method} of {Kind(path)}"),
        };
    }

    private async Task<CosmosResponse?> DocumentAsync(HttpContext context, CosmosOperation operation, DocumentTarget target)
    {
        var body = ReadOnlyMemory<byte>.Empty;
        if (operation is CosmosOperation.Create or CosmosOperation.Replace or CosmosOperation.Upsert)
        {
            if (await RequestBody.ReadAsync(context.Request, DocumentRequests.MaxDocumentBytes, context.RequestAborted) is not { } read)
            {
                return CosmosErrors.TooLarge(DocumentRequests.MaxDocumentBytes);
            }

            body = read;
        }

        return await _faults.RunAsync(context, operation, () => _documents.Execute(operation, target, body, context.Request.Headers));
    }

    /// <summary>A change of databases or containers is in every region that can be reached before the client hears of it.</summary>
    private async Task<CosmosResponse?> ChangeAsync(HttpContext context, Func<ReadOnlyMemory<byte>, CosmosResponse> change)
    {
        if (await RequestBody.ReadAsync(context.Request, MaxMetadataBytes, context.RequestAborted) is not { } body)
        {
            return CosmosErrors.TooLarge(MaxMetadataBytes);
        }

        var response = change(body);
        if (response.Status < StatusCodes.Status300MultipleChoices)
        {
            await spreadMetadata(context.RequestAborted);
        }

        return response;
    }

    private static CosmosOperation PostOperation(HttpRequest request) =>
        IsTrue(request, CosmosHeaders.IsUpsert) ? CosmosOperation.Upsert : CosmosOperation.Create;

    private static string? Unplayed(HttpRequest request) =>
        IsTrue(request, CosmosHeaders.IsQueryPlan) ? "query plans"
        : IsQuery(request) ? "queries"
        : IsTrue(request, CosmosHeaders.IsBatch) ? "batches"
        : request.Method == "PATCH" ? "patch"
        : null;

    private static bool IsQuery(HttpRequest request) =>
        IsTrue(request, CosmosHeaders.IsQuery)
        || request.ContentType?.StartsWith("application/query+json", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsTrue(HttpRequest request, string header) =>
        request.Headers.TryGetValue(header, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of resource an address names, without the names in it.</summary>
    private static string Kind(string[] path) => string.Join('/', path.Where((_, position) => position % 2 == 0));
}
