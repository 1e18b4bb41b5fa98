using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Drill.Tests.Phone;

/// <summary>Acks every webhook and keeps the customers' messages.</summary>
internal sealed class RecordingEdge : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _messages;

    private RecordingEdge(WebApplication app, Channel<JsonElement> messages) => (_app, _messages) = (app, messages);

    public Uri Webhook => new(new Uri(_app.Urls.First()), "/webhook");

    public static async Task<RecordingEdge> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var messages = System.Threading.Channels.Channel.CreateUnbounded<JsonElement>();
        app.MapPost("/webhook", async (HttpContext context) =>
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body);
            var value = json.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");
            if (value.TryGetProperty("messages", out var found))
            {
                messages.Writer.TryWrite(found[0].Clone());
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RecordingEdge(app, messages);
    }

    /// <summary>The value at a path of the next message.</summary>
    public async Task<string> NextAsync(params string[] path)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(1));
        var message = await _messages.Reader.ReadAsync(bound.Token);
        return path.Aggregate(message, (element, name) => element.GetProperty(name)).ToString();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
