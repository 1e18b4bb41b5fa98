using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansFailover.Drill.Channel.Wasender;

namespace OrleansFailover.Drill.Channel;

/// <summary>
/// The messaging channel: takes sends as the Cloud API does, tells what became of them in status webhooks, and delivers what customers
/// write. It never forgets and never lies: what it recorded is what happened.
/// </summary>
internal sealed partial class ChannelSimulator : IAsyncDisposable
{
    private readonly ChannelOptions _options;
    private readonly TimeProvider _time;
    private readonly WebApplication _app;
    private readonly WebhookDelivery _delivery;
    private readonly MessageBatcher _batcher;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _background = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastHeard = new(StringComparer.Ordinal);
    private readonly UserDirectory _users = new();
    private readonly IChannelProtocol _protocol;
    private readonly SendPace? _session;
    private readonly SendPace _pairs;
    private readonly SendPace _number;
    private int _accepted;

    private ChannelSimulator(WebApplication app, ChannelOptions options, TimeProvider time)
    {
        (_app, _options, _time) = (app, options, time);
        Record = new ChannelRecord(time);
        _session = options.SessionInterval > TimeSpan.Zero ? new SendPace(1, options.SessionInterval) : null;
        _pairs = new SendPace(options.PairBurst, options.PairInterval, options.PairPaysBack);
        _number = new SendPace(options.MessagesPerSecond, TimeSpan.FromSeconds(1) / options.MessagesPerSecond);
        _protocol = options.Kind == ChannelKind.Wasender ? new WasenderProtocol(options) : new CloudApiProtocol(options, _users);
        _delivery = new WebhookDelivery(options, _protocol, Record, time);
        _batcher = new MessageBatcher(time, (messages, token) =>
        {
            DeliverMore(messages);
            return _delivery.DeliverAsync(WebhookOf(messages), token);
        });
    }

    public ChannelRecord Record { get; }

    /// <summary>What goes wrong with the next sends.</summary>
    public SendFaults Faults { get; } = new();

    /// <summary>Where sends are taken.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Raised for each accepted send, on the request's thread, before it is answered.</summary>
    public event Action<AcceptedSend>? Accepted;

    /// <summary>Raised for each status of a send that was acked by the business.</summary>
    public event Action<AcceptedSend, string>? StatusTold;

    /// <summary>Raised for each delivery that was answered 200, on the thread that got the answer.</summary>
    public event Action<Delivery>? Acked
    {
        add => _delivery.Acked += value;
        remove => _delivery.Acked -= value;
    }

    /// <summary>The webhook of one region, past the edge, that everything goes to for a while; null for the edge.</summary>
    public Uri? Detour
    {
        get => _delivery.Detour;
        set => _delivery.Detour = value;
    }

    /// <summary>Whether messages that are to reach every region at once do; else they go through the edge like others. Default true.</summary>
    public bool ReachesEveryRegion { get; set; } = true;

    /// <summary>Starts listening.</summary>
    /// <param name="listen">Where; null: on a free port of loopback.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ChannelSimulator> StartAsync(
        Func<Uri, ChannelOptions> options, TimeProvider time, CancellationToken cancellationToken, Uri? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(listen?.ToString() ?? "http://127.0.0.1:0");
        var app = builder.Build();
        ChannelSimulator? channel = null;
        app.MapPost("/api/send-message", (HttpRequest request) => channel!.TakeOfSessionAsync(request));
        app.MapPost("/{version}/{phoneNumberId}/messages", (string phoneNumberId, HttpRequest request) => channel!.TakeAsync(phoneNumberId, request));
        await app.StartAsync(cancellationToken);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return channel = new ChannelSimulator(app, options(address), time);
    }

    /// <summary>Delivers a message in the background, until it is acked or the channel ends.</summary>
    /// <returns>Completes with the ack.</returns>
    public Task Send(CustomerMessage message, DeliveryStyle style)
    {
        var delivered = DeliverAsync(message, style);
        InBackground(delivered);
        return delivered;
    }

    /// <summary>The ids of its user that a message shows on this channel.</summary>
    public ShownIds ShownOf(CustomerMessage message) => _protocol.ShownOf(message);

    /// <summary>Delivers a message to one address until it is acked.</summary>
    public Task SendToAsync(Uri webhook, CustomerMessage message, CancellationToken cancellationToken) =>
        _delivery.DeliverAsync(WebhookOf([message]), webhook, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_background.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _delivery.Dispose();
        _stopping.Dispose();
    }

    private async Task DeliverAsync(CustomerMessage message, DeliveryStyle style)
    {
        if (style.Batched)
        {
            await _batcher.AddAsync(message, _stopping.Token);
            return;
        }

        DeliverMore([message]);
        var webhook = WebhookOf([message]);
        await (style.EveryRegion && ReachesEveryRegion ? _delivery.DeliverToAllAsync(webhook, _stopping.Token) : _delivery.DeliverAsync(webhook, _stopping.Token));
        foreach (var pause in style.Redeliveries)
        {
            InBackground(RedeliverAsync(webhook, pause));
        }
    }

    private async Task RedeliverAsync(Webhook webhook, TimeSpan pause)
    {
        await Task.Delay(pause, _time, _stopping.Token);
        await _delivery.OnceAsync(webhook, _options.Webhook, _stopping.Token);
    }

    private async Task<IResult> TakeAsync(string phoneNumberId, HttpRequest request)
    {
        if (request.Headers.Authorization != $"Bearer {_options.Secrets.AccessToken}")
        {
            return Error(StatusCodes.Status401Unauthorized, 190, "Invalid OAuth access token.");
        }

        if (phoneNumberId != _options.Number.PhoneNumberId)
        {
            return Error(StatusCodes.Status400BadRequest, 100, $"Object with ID '{phoneNumberId}' does not exist.");
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("status", out var status)
                ? ShowRead(status, body.RootElement)
                : Take(SendRequest.Read(body.RootElement), request);
        }
        catch (Exception exception) when (exception is JsonException or SendRejectedException)
        {
            return Error(StatusCodes.Status400BadRequest, 100, $"(#100) {exception.Message}");
        }
    }

    private async Task<IResult> TakeOfSessionAsync(HttpRequest request)
    {
        if (request.Headers.Authorization != $"Bearer {_options.Secrets.AccessToken}")
        {
            return Refusal(StatusCodes.Status401Unauthorized);
        }

        SendRequest send;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            send = WasenderSend.Read(body.RootElement, request.Headers["Idempotency-Key"].ToString());
            send = send with { Quotes = (_protocol as WasenderProtocol)?.Answered(send.ReplyId) };
        }
        catch (Exception exception) when (exception is JsonException or SendRejectedException)
        {
            return Refusal(StatusCodes.Status422UnprocessableEntity);
        }

        var user = send.Recipient.Id;
        switch (Faults.TakeFor(user))
        {
            case SendFault.Refuse refuse:
                return Refusal(refuse.Status, refuse.Status == StatusCodes.Status429TooManyRequests ? refuse.Code : null);
            case SendFault.Cut:
                request.HttpContext.Abort();
                return Results.Empty;
            case SendFault.TakeAndCut:
                Accept(send, user, RegionOf(request), null);
                request.HttpContext.Abort();
                return Results.Empty;
            case SendFault.TakeAndFail:
                Accept(send, user, RegionOf(request), null);
                return Refusal(StatusCodes.Status500InternalServerError);
        }

        if (_session?.TryTake(_options.Number.PhoneNumberId, Record.Now) is false)
        {
            return Refusal(StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(_options.SessionInterval.TotalSeconds));
        }

        // The id of its statuses is not in the answer: the harder of the two readings.
        Accept(send, user, RegionOf(request), null);
        return Results.Json(new JsonObject
        {
            ["success"] = true,
            ["data"] = new JsonObject { ["msgId"] = Volatile.Read(ref _accepted), ["jid"] = $"{user}@s.whatsapp.net", ["status"] = "in_progress" },
        });
    }

    private static IResult Refusal(int status, int? retryAfter = null)
    {
        var body = new JsonObject { ["success"] = false, ["message"] = "Refused." };
        if (retryAfter is not null)
        {
            body["retry_after"] = retryAfter;
        }

        return Results.Json(body, statusCode: status);
    }

    private IResult ShowRead(JsonElement status, JsonElement body)
    {
        if (status.ValueKind != JsonValueKind.String || status.GetString() != "read" || !body.TryGetProperty("message_id", out var message) || message.GetString() is not { Length: > 0 } id)
        {
            throw new SendRejectedException("status must be 'read', with a message_id");
        }

        Record.ShowRead(id, body.TryGetProperty("typing_indicator", out _));
        return Results.Json(new JsonObject { ["success"] = true });
    }

    // What the channel documents of its limits, in the order in which it can be known without the one before.
    private IResult Take(SendRequest send, HttpRequest request)
    {
        var user = _users.UserOf(send.Recipient);
        var fault = Faults.TakeFor(user);
        if (fault is SendFault.Refuse refuse)
        {
            return Error(refuse.Status, refuse.Code, "A refusal on order.");
        }

        if (fault is SendFault.Cut)
        {
            request.HttpContext.Abort();
            return Results.Empty;
        }

        if (!_number.TryTake(_options.Number.PhoneNumberId, Record.Now))
        {
            return Error(StatusCodes.Status429TooManyRequests, 130429, "Rate limit hit.");
        }

        if (!_pairs.TryTake(user, Record.Now))
        {
            return Error(StatusCodes.Status429TooManyRequests, 131056, "Too many messages to this user.");
        }

        if (send.Content.Kind != "template" && _options.ReplyWindow is { } window
            && !(_lastHeard.TryGetValue(user, out var heard) && _time.GetUtcNow() - heard < window))
        {
            return Error(StatusCodes.Status400BadRequest, 131047, "More than 24 hours have passed since the user last wrote.");
        }

        var accepted = Accept(send, user, RegionOf(request), (fault as SendFault.FailLater)?.Code);
        if (fault is SendFault.TakeAndCut)
        {
            request.HttpContext.Abort();
            return Results.Empty;
        }

        return fault is SendFault.TakeAndFail ? Error(StatusCodes.Status500InternalServerError, 131000, "Something went wrong.") : accepted;
    }

    private IResult Accept(SendRequest send, string user, string region, int? failsWith)
    {
        var number = Interlocked.Increment(ref _accepted);
        var id = ChannelId.Of(user, string.Create(CultureInfo.InvariantCulture, $"reply {number}"));
        var accepted = Record.Accept(at => new AcceptedSend(at, id, send.ReplyId, region, user, send.Recipient, send.Quotes, send.Content));
        Accepted?.Invoke(accepted);
        if (_protocol.OfOwn(accepted, _time.GetUtcNow()) is { } own)
        {
            InBackground(_delivery.DeliverAsync(new Webhook(Record.NextWebhook(), own, []), _stopping.Token));
        }

        InBackground(failsWith is { } code ? TellFailureAsync(accepted, code) : TellStatusesAsync(accepted));
        return Results.Json(new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject
            {
                ["input"] = send.Recipient.Id,
                [send.Recipient.IsUserId ? "user_id" : "wa_id"] = send.Recipient.Id,
            }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = id }),
        });
    }

    private async Task TellStatusesAsync(AcceptedSend send)
    {
        foreach (var (status, pause) in _options.Statuses)
        {
            await Task.Delay(pause, _time, _stopping.Token);
            var body = _protocol.OfStatus(send, status, _time.GetUtcNow());
            await _delivery.DeliverAsync(new Webhook(Record.NextWebhook(), body, []), _stopping.Token);
            StatusTold?.Invoke(send, status);
        }
    }

    // What the channel makes of messages beside the webhook that counts.
    private void DeliverMore(IReadOnlyList<CustomerMessage> messages)
    {
        foreach (var body in _protocol.OfMessages(messages).Skip(1))
        {
            InBackground(_delivery.DeliverAsync(new Webhook(Record.NextWebhook(), body, []), _stopping.Token));
        }
    }

    private async Task TellFailureAsync(AcceptedSend send, int code)
    {
        await Task.Delay(_options.Statuses is [var (_, pause), ..] ? pause : TimeSpan.Zero, _time, _stopping.Token);
        var body = _protocol.OfFailure(send, code, _time.GetUtcNow());
        await _delivery.DeliverAsync(new Webhook(Record.NextWebhook(), body, []), _stopping.Token);
        StatusTold?.Invoke(send, "failed");
    }

    /// <summary>A user wrote at this time, whatever became of the message.</summary>
    public void Heard(string user, DateTimeOffset time) => _lastHeard.AddOrUpdate(user, time, (_, known) => known > time ? known : time);

    private Webhook WebhookOf(IReadOnlyList<CustomerMessage> messages)
    {
        foreach (var message in messages)
        {
            Heard(message.User, message.Time);
            _users.Heard(message);
        }

        return new(Record.NextWebhook(), _protocol.OfMessages(messages)[0], [.. messages.Select(message => message.Id)]);
    }

    private void InBackground(Task task)
    {
        _background.TryAdd(task, true);
        task.ContinueWith(done => _background.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static IResult Error(int status, int code, string message) => Results.Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = message,
                ["type"] = "OAuthException",
                ["code"] = code,
                ["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = message },
                ["fbtrace_id"] = "A-drill",
            },
        },
        statusCode: status);

    private static string RegionOf(HttpRequest request) =>
        UserAgent().Match(request.Headers.UserAgent.ToString()) is { Success: true } match ? match.Groups["region"].Value : "unknown";

    [GeneratedRegex(@"orleans-failover/\S+ \((?<region>[^)]+)\)")]
    private static partial Regex UserAgent();
}
