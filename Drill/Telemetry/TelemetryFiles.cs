using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OrleansFailover.Drill.Telemetry;

/// <summary>
/// A collector for OTLP over HTTP that keeps what it gets as it came: one file for each source and signal. A source is a region, or the edge: the first part of the path.
/// </summary>
internal sealed class TelemetryFiles : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly SemaphoreSlim _writing = new(1);

    private TelemetryFiles(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The files of a source, as a pattern.</summary>
    public static string PatternOf(string source) => $"{source}-*.otlp";

    /// <summary>Starts listening on a free port.</summary>
    public static async Task<TelemetryFiles> StartAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var files = new TelemetryFiles(app, folder);
        app.MapPost("/{source}/v1/{signal}", (string source, string signal, HttpRequest request) => files.TakeAsync(source, signal, request));
        await app.StartAsync(cancellationToken);
        return files;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _writing.Dispose();
    }

    private async Task<IResult> TakeAsync(string source, string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        await _writing.WaitAsync(request.HttpContext.RequestAborted);
        try
        {
            // Both come from this program's own settings; a name with a path in it would be somebody else's.
            await using var file = new FileStream(
                Path.Combine(_folder, $"{Path.GetFileName(source)}-{Path.GetFileName(signal)}.otlp"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            body.Position = 0;
            await body.CopyToAsync(file, request.HttpContext.RequestAborted);
        }
        finally
        {
            _writing.Release();
        }

        return Results.Ok();
    }
}
