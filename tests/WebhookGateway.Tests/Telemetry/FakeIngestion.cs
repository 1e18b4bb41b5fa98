using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.WebhookGateway.Tests.Telemetry;

/// <summary>Takes what the exporter of Azure Monitor sends, as its ingestion endpoint does.</summary>
internal sealed class FakeIngestion : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeIngestion(WebApplication app) => this.app = app;

    /// <summary>The bodies that came, as text.</summary>
    public ConcurrentQueue<string> Got { get; } = [];

    public Uri Address => new(app.Urls.First());

    public static async Task<FakeIngestion> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var ingestion = new FakeIngestion(app);
        app.MapPost("/{**path}", ingestion.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return ingestion;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body);
        var text = await reader.ReadToEndAsync();
        Got.Enqueue(text);
        var items = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return TypedResults.Json(new { itemsReceived = items, itemsAccepted = items, errors = Array.Empty<string>() });
    }
}
