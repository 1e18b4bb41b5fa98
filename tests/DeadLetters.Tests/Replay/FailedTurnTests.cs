using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.DeadLetters.SetAside;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Tests.Conversation;
using OrleansFailover.InboundLog;
using OrleansFailover.InboundLog.SetAside;
using OrleansFailover.InboundLog.Tests.Support;
using Events = OrleansFailover.Grains.Tests.Conversation.Events;

namespace OrleansFailover.DeadLetters.Tests.Replay;

/// <summary>The whole way of an event that no turn can take: log, stream, conversation, script, letter, and by its replay back to the log.</summary>
public sealed class FailedTurnTests : IAsyncLifetime
{
    private static readonly Events Ann = new();

    private readonly MockBroker broker = new(partitions: 1);
    private readonly BreakingScript script = new();
    private ReplayHost host = null!;
    private ServiceProvider appendServices = null!;
    private IInboundLog log = null!;
    private ConversationSilo? silo;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ReplayHost.StartAsync();
        appendServices = new ServiceCollection().AddLogging().AddInboundLog(Configure).BuildServiceProvider();
        log = appendServices.GetRequiredService<IInboundLog>();
        host.Deliver = item => log.AppendAsync([item], Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (silo is not null)
        {
            await silo.DisposeAsync();
        }

        await host.DisposeAsync();
        await appendServices.DisposeAsync();
        broker.Dispose();
    }

    [Fact]
    public async Task Replay_TurnThatFailedFiveTimes_IsAppliedOnce()
    {
        await StartAsync(LaterEvents.GoOn);
        await log.AppendAsync([Ann.Message("m0", 0, "hi"), Ann.Message("m1", 10, "poison"), Ann.Message("m2", 20, "Ben")], Ct);
        await RepliesAsync(2);

        var stored = Assert.Single((await host.Store.ListAsync(new(), null, 10, Ct)).Items);
        Assert.Equal((DeadLetterReason.TurnFailed, "inbound/0@1", 5), (stored.Letter.Reason, stored.Letter.Source, stored.Letter.Attempts));
        Assert.Equal("Script three-questions cannot take it: FormatException in BreakingScript.Read.", stored.Letter.Detail);
        Assert.Equal(5, script.Breaks);
        Assert.Equal("Ben", Answer("name"));

        script.IsBroken = false;
        await host.Replayer.ReplayAsync(new(), null, 10, Ct);
        await host.Replayer.ReplayAsync(new() { Status = DeadLetterStatus.Replayed }, null, 10, Ct);
        await log.AppendAsync([Ann.Message("m3", 30, "Bonn")], Ct);
        await ConversationSilo.UntilAsync("the event behind the replays", () => Answer("city") == "Bonn");

        // Late, and once: it is seen, and the newer answer stays.
        var document = silo!.Region.Document(Ann.Conversation.Key);
        Assert.True(document.HasSeen(new MessageId("m1")));
        Assert.Equal("Ben", Answer("name"));
        Assert.Single(silo.Region.Sent, reply => reply.InReplyTo.Value == "m1");
        Assert.Empty((await host.Store.ListAsync(new(), null, 10, Ct)).Items);
    }

    [Fact]
    public async Task Replay_LaterEventsWait_IsAppliedOnceInItsPlace()
    {
        await StartAsync(LaterEvents.Wait);
        await log.AppendAsync([Ann.Message("m0", 0, "hi"), Ann.Message("m1", 10, "poison"), Ann.Message("m2", 20, "Bonn")], Ct);
        await ConversationSilo.UntilAsync("the letter", () => host.Store.ListAsync(new(), null, 10, Ct).GetAwaiter().GetResult().Items.Count == 1);
        Assert.Single(silo!.Region.Sent);

        script.IsBroken = false;
        await host.Replayer.ReplayAsync(new(), null, 10, Ct);
        await log.AppendAsync([Ann.Message("m3", 30, "red")], Ct);
        await RepliesAsync(4);
        Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: poison, Bonn, red"], silo.Region.Sent.Select(reply => reply.Content.Text));
    }

    private string? Answer(string question) => silo!.Region.Document(Ann.Conversation.Key).AnswersBefore()[question];

    private Task RepliesAsync(int count) => ConversationSilo.UntilAsync($"{count} replies", () => silo!.Region.Sent.Count >= count);

    private async Task StartAsync(LaterEvents later)
    {
        silo = new()
        {
            Script = script,
            Streams = builder =>
            {
                builder.Services.AddSingleton(host.Store).AddSingleton<DeadLetterEventSink>(
                    services => new(host.Store, services.GetRequiredService<ThisRegion>()));
                builder.Services.AddSingleton<IUnreadableEventSink>(services => services.GetRequiredService<DeadLetterEventSink>());
                builder.Services.AddSingleton<IUndeliverableEventSink>(services => services.GetRequiredService<DeadLetterEventSink>());
                builder.AddInboundLogStreams(InboundStreamNames.Namespace, options =>
                {
                    Configure(options);
                    options.AfterSetAside = later;
                });
            },
        };
        await silo.InitializeAsync();
    }

    private void Configure(InboundLogOptions options)
    {
        options.BootstrapServers = broker.Servers;
        options.Topic = broker.Topic;
        options.GroupId = "conversations";
        options.FetchWait = TimeSpan.FromMilliseconds(2);
        options.DeliveryBackoff = TimeSpan.FromMilliseconds(20);
        options.SettledLookInterval = TimeSpan.FromMilliseconds(20);
    }
}
