using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace OrleansFailover.Drill.Phone;

/// <summary>The calls of the page: what happens to its chat as Server-Sent Events, and what its user says.</summary>
internal static class PhoneEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapPhones(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/events", EventsAsync);
        app.MapPost("/api/messages", (string? user, PhoneMessage message, PhoneBook phones) =>
        {
            if (message.ToBody() is not { } body)
            {
                return Results.BadRequest();
            }

            phones.Say(phones.Of(user), body);
            return Results.Accepted();
        });
    }

    private static async Task EventsAsync(
        string? user, HttpContext context, PhoneBook phones, RegionWatch regions, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var chat = phones.Of(user);
        var page = chat.Open();
        try
        {
            await WriteAsync(context.Response, new PhoneEvent("hello", new { user = chat.User, number = chat.Number }), over.Token);
            await WriteAsync(context.Response, new PhoneEvent("regions", await regions.LookAsync(over.Token)), over.Token);
            await foreach (var what in ReadAsync(page, time, over.Token))
            {
                await WriteAsync(context.Response, what, over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The page was closed, or the program ends.
        }
        finally
        {
            chat.Close(page);
        }
    }

    // A comment now and then keeps the connection, and shows the server when the page is gone.
    private static async IAsyncEnumerable<PhoneEvent?> ReadAsync(
        ChannelReader<PhoneEvent> page, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = page.ReadAsync(cancellationToken).AsTask();
            while (await Task.WhenAny(next, Task.Delay(KeepAlive, time, cancellationToken)) != next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return null;
            }

            yield return await next;
        }
    }

    private static async Task WriteAsync(HttpResponse response, PhoneEvent? what, CancellationToken cancellationToken)
    {
        var text = what is null ? ":\n\n" : $"event: {what.Kind}\ndata: {JsonSerializer.Serialize(what.Data, Json)}\n\n";
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
