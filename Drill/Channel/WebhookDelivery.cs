using System.Net.Http.Headers;

namespace OrleansFailover.Drill.Channel;

/// <summary>Delivers webhooks: at least once, with growing pauses until one delivery is answered 200.</summary>
internal sealed class WebhookDelivery : IDisposable
{
    /// <summary>The response header in which a gateway may name its region.</summary>
    public const string RegionHeader = "x-region";

    /// <summary>The response header of a gateway that acked what no other region has a copy of.</summary>
    public const string CopiesHeader = "x-standby-copies";

    private readonly ChannelOptions _options;
    private readonly ChannelRecord _record;
    private readonly TimeProvider _time;
    private readonly IChannelProtocol _protocol;
    private readonly HttpClient _http;
    private Uri? _detour;

    public WebhookDelivery(ChannelOptions options, IChannelProtocol protocol, ChannelRecord record, TimeProvider time)
    {
        (_options, _protocol, _record, _time) = (options, protocol, record, time);
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false, MaxConnectionsPerServer = 512 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Raised for each delivery that was answered 200, on the thread that got the answer.</summary>
    public event Action<Delivery>? Acked;

    /// <summary>Where webhooks go instead of the webhook's address, or null.</summary>
    public Uri? Detour
    {
        get => Volatile.Read(ref _detour);
        set => Volatile.Write(ref _detour, value);
    }

    /// <summary>Delivers to the webhook's address until it is acked.</summary>
    public Task<Delivery> DeliverAsync(Webhook webhook, CancellationToken cancellationToken) =>
        DeliverAsync(webhook, null, cancellationToken);

    /// <summary>Delivers to this address until it is acked; null is the webhook's address.</summary>
    public async Task<Delivery> DeliverAsync(Webhook webhook, Uri? address, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var delivery = await OnceAsync(webhook, address ?? Detour ?? _options.Webhook, cancellationToken);
            if (delivery.IsAcked)
            {
                return delivery;
            }

            await Task.Delay(_options.RetryPauses[Math.Min(attempt, _options.RetryPauses.Count - 1)], _time, cancellationToken);
        }
    }

    /// <summary>Delivers to every region at the same time; goes on as usual when none of them acked.</summary>
    public async Task DeliverToAllAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var deliveries = await Task.WhenAll(_options.RegionWebhooks.Select(region => OnceAsync(webhook, region, cancellationToken)));
        if (!Array.Exists(deliveries, delivery => delivery.IsAcked))
        {
            await DeliverAsync(webhook, cancellationToken);
        }
    }

    /// <summary>One delivery, whatever its answer.</summary>
    public async Task<Delivery> OnceAsync(Webhook webhook, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(webhook.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var (name, value) = _protocol.Sign(webhook.Body);
        request.Headers.TryAddWithoutValidation(name, value);
        using var timeout = new CancellationTokenSource(_options.DeliveryTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var began = _record.Begin(webhook);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var region = response.Headers.TryGetValues(RegionHeader, out var values) ? values.FirstOrDefault() : null;
            var delivery = _record.End(webhook, began, (int)response.StatusCode, region, hasCopies: !response.Headers.Contains(CopiesHeader));
            if (delivery.IsAcked)
            {
                Acked?.Invoke(delivery);
            }

            return delivery;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return _record.End(webhook, began, null, null);
        }
    }

    public void Dispose() => _http.Dispose();
}
