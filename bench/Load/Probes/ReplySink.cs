using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OrleansFailover.Load.Probes;

/// <summary>The channel's end: takes every reply and every read receipt at once, and remembers when replies came.</summary>
internal sealed class ReplySink : IAsyncDisposable
{
    private static readonly byte[] ReadTaken = """{"success":true}"""u8.ToArray();

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _waiting = new(StringComparer.Ordinal);
    private long _replies;
    private long _lastAt;
    private volatile ReplyTally? _tally;
    private volatile TaskCompletionSource<long>? _next;

    private ReplySink(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>Where replies are sent.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>How many came.</summary>
    public long Replies => Interlocked.Read(ref _replies);

    /// <summary>When the last one came, by the clock's timestamp.</summary>
    public long LastAt => Interlocked.Read(ref _lastAt);

    /// <summary>Counts by user from now on.</summary>
    public ReplyTally Tally(IEnumerable<string> users) => _tally = new ReplyTally(users);

    public static async Task<ReplySink> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new ReplySink(app, time);
        app.Run(sink.TakeAsync);
        await app.StartAsync(cancellationToken);
        sink.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return sink;
    }

    /// <summary>The timestamp of the next reply to a user. To be asked for before the user writes.</summary>
    public Task<long> NextAsync(string user) =>
        _waiting.GetOrAdd(user, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The timestamp of the next reply to anybody.</summary>
    public Task<long> NextAsync()
    {
        var next = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _next = next;
        return next.Task;
    }

    /// <summary>Waits until so many replies have come in all.</summary>
    /// <exception cref="TimeoutException">They did not.</exception>
    public async Task WaitForAsync(long replies, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (Replies < replies)
        {
            if (_time.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"{Replies} of {replies} replies came within {bound}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), _time, cancellationToken);
        }
    }

    /// <summary>Waits until so many users of a tally have been answered.</summary>
    /// <exception cref="TimeoutException">They were not; it names some of the others.</exception>
    public async Task WaitForAsync(ReplyTally tally, long users, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (tally.Answered < users)
        {
            if (_time.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"{tally.Answered} of {users} users were answered within {bound}; not answered: {string.Join(", ", tally.Missing.Take(10))}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), _time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // {"messaging_product":"whatsapp","to":"15550001","type":"text",…} or {"messaging_product":"whatsapp","status":"read","message_id":"…"}
    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        context.Response.ContentType = "application/json";
        if (!body.RootElement.TryGetProperty("to", out var to))
        {
            await AnswerAsync(context.Response, ReadTaken);
            return;
        }

        var now = _time.GetTimestamp();
        Interlocked.Exchange(ref _lastAt, now);
        _tally?.Take(to.GetString()!, now);
        _next?.TrySetResult(now);
        var number = Interlocked.Increment(ref _replies);
        if (_waiting.TryRemove(to.GetString()!, out var waiting))
        {
            waiting.TrySetResult(now);
        }

        await AnswerAsync(context.Response, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{to}}","wa_id":"{{to}}"}],"messages":[{"id":"wamid.c2luaw{{number:0000000000}}"}]}""")));
    }

    private static Task AnswerAsync(HttpResponse response, byte[] body)
    {
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
