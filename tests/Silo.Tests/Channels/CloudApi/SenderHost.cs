using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Silo.Channels.CloudApi;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

/// <summary>The sender as it is registered in production, towards a peer.</summary>
internal sealed class SenderHost : IAsyncDisposable
{
    public const string Phone = "491701234567";
    public const string UserId = "DE.13491208655302741918";
    public const string Text = "a text that must not be logged";
    public const string InReplyTo = "wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg";

    private readonly ServiceProvider services;

    public SenderHost(Uri peer, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WhatsApp:CloudApi:BaseAddress"] = peer.AbsoluteUri,
            ["WhatsApp:CloudApi:AccessToken"] = CloudApiPeer.Token,
            ["WhatsApp:CloudApi:RetryDelay"] = "00:00:00.005",
        }).AddInMemoryCollection(settings.ToDictionary(setting => $"WhatsApp:CloudApi:{setting.Key}", setting => (string?)setting.Value)).Build();
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton(new ThisRegion(new RegionId("eastus")));
        if (time is not null)
        {
            collection.AddSingleton(time);
        }

        services = collection.AddCloudApiReplySender(configuration).BuildServiceProvider();
    }

    public CapturedLogs Logs { get; } = new();

    public IReplySender Sender => services.GetRequiredService<IReplySender>();

    public static OutboundReply Reply(OutboundMessage? content = null, string? phone = Phone, string? userId = UserId, string businessNumber = "106540352242922") => new(
        ConversationId.Create("whatsapp", businessNumber, Phone), "0123456789abcdef0123456789abcdef",
        new ReplyAddress(phone, userId, default), content ?? OutboundMessage.OfText(Text), new MessageId(InReplyTo));

    public Task<SendResult> SendAsync(OutboundReply? reply = null) => Sender.SendAsync(reply ?? Reply(), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
