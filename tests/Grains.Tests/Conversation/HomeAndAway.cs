using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>
/// Two regions, of which one is home to a restricted sender. Each hears what the other keeps, as JSON; while home is down nothing is delivered there, and all of its
/// activations are gone.
/// </summary>
internal sealed class HomeAndAway : IAsyncDisposable
{
    private readonly EuZone zone = new();

    /// <param name="seals">Home's seals of events, made of the zone's; null: the zone's.</param>
    /// <param name="doubtBound">After how long home sends a reply again that is in doubt; null: as any silo of these tests.</param>
    public HomeAndAway(IConversationScript? script = null, Func<IEventSeals, IEventSeals>? seals = null, TimeSpan? doubtBound = null)
    {
        Home = new("westeurope") { Seals = seals?.Invoke(zone.Home) ?? zone.Home, Contents = zone.HomeContents, DoubtBound = doubtBound ?? new ConversationSilo().DoubtBound };
        Away = new() { Seals = zone.Away, Contents = zone.AwayContents, Handling = Handling };
        foreach (var (silo, other) in new[] { (Home, Away), (Away, Home) })
        {
            silo.Region.KeepsJson = true;
            silo.Region.Peer = other.Region;
            silo.Script = script ?? silo.Script;
        }
    }

    public ConversationSilo Home { get; }

    public ConversationSilo Away { get; }

    public SwitchedHandling Handling { get; } = new();

    public EuZone Zone => zone;

    public Events Events { get; } = new();

    public ConversationId Conversation => Masked(Events.Message("any", 0, "")).Conversation;

    public string Key => Conversation.Key;

    public async Task StartAsync()
    {
        await Home.InitializeAsync();
        await Away.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Home.DisposeAsync();
        await Away.DisposeAsync();
        zone.Dispose();
    }

    /// <summary>From now on no home is up.</summary>
    public async Task LoseHomeAsync(EventHandling handling = EventHandling.Mask)
    {
        await Home.DeactivateAllAsync();
        Handling.Now = handling;
    }

    /// <summary>Home is up again, and knows nothing but what was kept.</summary>
    public void ReturnHome() => Handling.Now = EventHandling.Leave;

    /// <summary>Wakes home's conversation, as the walk over its pending events does.</summary>
    public Task WakeHomeAsync() => Home.Grain(Conversation).TakeOver();

    public InboundEvent Masked(InboundEvent item) => zone.Masked(item);

    public InboundEvent Sealed(InboundEvent item) => zone.Away.Seal(Masked(item));

    /// <summary>A message that home's log brings, and its turn until it is recorded.</summary>
    public Task AtHomeAsync(string id, int second, string? text, string type = "text") => AtHomeAsync(Events.Message(id, second, text, type));

    public Task AtHomeAsync(InboundEvent item) => TakeAsync(Home, Masked(item));

    /// <summary>A message that the other region's log brings, sealed, and its turn until it is recorded.</summary>
    public Task AwayAsync(string id, int second, string? text, string type = "text") => AwayAsync(Events.Message(id, second, text, type));

    public Task AwayAsync(InboundEvent item) => TakeAsync(Away, Sealed(item));

    public string[] SaidAtHome => Texts(Home);

    public string[] SaidAway => Texts(Away);

    /// <summary>What was said in any region, in the order of the messages that it answers.</summary>
    public IReadOnlyList<OutboundReply> Said => [.. Home.Region.Sent.Concat(Away.Region.Sent)];

    private static string[] Texts(ConversationSilo silo) => [.. silo.Region.Sent.Select(reply => reply.Content.Text)];

    private static async Task TakeAsync(ConversationSilo silo, InboundEvent item)
    {
        await silo.DeliverAsync(item);
        await ConversationSilo.UntilAsync($"the turn of {item.Id.Value} in {silo.Region}", () =>
            silo.Region.Document(item.Conversation.Key).HasSeen(item.Id) && silo.Region.IsRecorded(item));
    }
}
