using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Channels.Lanes;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

/// <summary>The sender as it is registered in production, towards a peer.</summary>
internal sealed class SenderHost : IAsyncDisposable
{
    public const string Phone = "491701234567";
    public const string UserId = "DE.13491208655302741918";
    public const string Text = "a text that must not be logged";
    public const string InReplyTo = "wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> counted = new(StringComparer.Ordinal);
    private readonly ServiceProvider services;

    public SenderHost(Uri peer, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WhatsApp:CloudApi:BaseAddress"] = peer.AbsoluteUri,
            ["WhatsApp:CloudApi:AccessToken"] = CloudApiPeer.Token,
            ["WhatsApp:CloudApi:RetryDelay"] = "00:00:00.005",
        }).AddInMemoryCollection(settings.GroupBy(setting => setting.Key).ToDictionary(same => $"WhatsApp:CloudApi:{same.Key}", same => (string?)same.Last().Value)).Build();
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton(new ThisRegion(new RegionId("eastus")));
        if (time is not null)
        {
            collection.AddSingleton(time);
        }

        listener.InstrumentPublished = (instrument, measurements) =>
        {
            if (instrument.Meter.Name == LaneMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, services!.GetRequiredService<IMeterFactory>()))
            {
                measurements.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counted.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        services = collection.AddCloudApiReplySender(configuration).BuildServiceProvider();
        listener.Start();
    }

    public CapturedLogs Logs { get; } = new();

    public IReplySender Sender => services.GetRequiredService<IReplySender>();

    /// <summary>What an instrument of the lanes has counted.</summary>
    public long Counted(string instrument) => counted.GetValueOrDefault(instrument);

    public static OutboundReply Reply(OutboundMessage? content = null, string? phone = Phone, string? userId = UserId, string businessNumber = "106540352242922", string replyId = "0123456789abcdef0123456789abcdef") => new(
        ConversationId.Create("whatsapp", businessNumber, phone ?? userId ?? Phone), replyId,
        new ReplyAddress(phone, userId, default), content ?? OutboundMessage.OfText(Text), new MessageId(InReplyTo));

    public Task<SendResult> SendAsync(OutboundReply? reply = null) => Sender.SendAsync(reply ?? Reply(), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return services.DisposeAsync();
    }
}
