using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A real silo with the conversation grain over a <see cref="FakeRegion"/>; events go in over a memory stream.</summary>
public sealed class ConversationSilo(string region = "eastus") : IAsyncLifetime
{
    private readonly MeterListener listener = new();
    private InProcessTestCluster? cluster;

    /// <summary>How old a turn may be before it claims again.</summary>
    public static TimeSpan LookAgainAfter { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without a turn a conversation is written.</summary>
    public static TimeSpan IdleFlush { get; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long in doubt a reply is sent again.</summary>
    internal TimeSpan DoubtBound { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>After how long without a look a conversation is read again.</summary>
    internal TimeSpan ReadAgainAfter { get; init; } = TimeSpan.FromSeconds(1.5);

    internal FakeRegion Region { get; } = new(region);

    internal IConversationScript Script { get; set; } = new ThreeQuestions();

    /// <summary>The seals of the region's hosts; null: nobody is restricted.</summary>
    internal IEventSeals? Seals { get; init; }

    /// <summary>What seals the region's states; null: they are kept open.</summary>
    internal IContentSeals? Contents { get; init; }

    /// <summary>What the region does with events that it cannot open; null: leaves them to home.</summary>
    internal IEventHandling? Handling { get; init; }

    /// <summary>How long what was said is kept; zero: as long as the conversation. The events of tests are of one day, whatever the clock says.</summary>
    internal TimeSpan ContentRetention { get; init; }

    /// <summary>What the grains look at; null: the clock.</summary>
    internal TimeProvider? Clock { get; init; }

    /// <summary>How long the script is silent after a person of the business wrote.</summary>
    internal TimeSpan HumanHandover { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Brings the events to the grains. A memory stream unless another way is given.</summary>
    internal Action<ISiloBuilder> Streams { get; init; } = static silo => silo.AddMemoryStreams("inbound").AddMemoryGrainStorage("PubSubStore");

    /// <summary>What the turns threw.</summary>
    internal ConcurrentQueue<Exception> TurnFailures { get; } = [];

    /// <summary>The failed deliveries that were counted, in order.</summary>
    internal ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>The reply latencies and outbox ages that were measured, in seconds.</summary>
    internal ConcurrentQueue<(string Instrument, double Seconds)> Measured { get; } = [];

    /// <summary>How old the oldest reply is that waits in the silo, in seconds.</summary>
    internal double OutboxAge()
    {
        listener.RecordObservableInstruments();
        return Measured.LastOrDefault(measure => measure.Instrument == "conversation.outbox.age").Seconds;
    }

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            Streams(silo);
            silo.AddIncomingGrainCallFilter(NoteFailuresAsync);
            if (Seals is { } seals)
            {
                silo.Services.AddSingleton(seals);
            }

            if (Contents is { } contents)
            {
                silo.Services.AddSingleton(contents);
            }

            if (Handling is { } handling)
            {
                silo.Services.AddSingleton(handling);
            }

            if (Clock is { } clock)
            {
                silo.Services.AddSingleton(clock);
            }

            silo.Services.AddConversations(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Conversation:ContentRetention"] = ContentRetention.ToString(),
                ["Conversation:HumanHandover"] = HumanHandover.ToString(),
                ["Conversation:DoubtBound"] = DoubtBound.ToString(),
                ["Conversation:IdleFlush"] = IdleFlush.ToString(),
                ["Conversation:HandoverBound"] = "00:00:00.800",
                ["Conversation:ClaimBound"] = "00:00:00.800",
                ["Conversation:ReadAgainAfter"] = ReadAgainAfter.ToString(),
                ["Conversation:WaitStep"] = "00:00:00.020",
                ["Conversation:LookAgainAfter"] = LookAgainAfter.ToString(),
            }).Build());
            silo.Services.AddKeyedSingleton<IGrainStorage>(ConversationStorage.Name, Region);
            silo.Services.AddSingleton<IStandbyCopies<ConversationState>>(Region);
            silo.Services.AddSingleton<IReplySender>(Region);
            silo.Services.AddSingleton<IConversationMoves>(Region);
            silo.Services.AddSingleton<IScriptCatalog>(new OneScript(this));
            silo.Services.AddSingleton(new ThisRegion(new RegionId(region)));
        });
        builder.ConfigureClient(client => client.AddMemoryStreams("inbound"));
        cluster = builder.Build();
        await cluster.DeployAsync();

        // The test silos of one process have meters of the same name.
        var meters = cluster.GetSiloServiceProvider().GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is "conversation.reply.failures" or "conversation.reply.latency" or "conversation.outbox.age" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Failures.Enqueue((string)tags[0].Value!));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Measured.Enqueue((instrument.Name, value)));
        listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    internal Task DeliverAsync(InboundEvent item) =>
        cluster!.Client.GetStreamProvider("inbound")
            .GetStream<InboundEvent>(StreamId.Create(InboundStreamNames.Namespace, item.Conversation.Key)).OnNextAsync(item);

    /// <summary>Ends every activation, as an idle silo does.</summary>
    internal Task DeactivateAllAsync() => cluster!.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>The way to the grains from outside.</summary>
    internal IGrainFactory Grains => cluster!.Client;

    internal IConversationGrain Grain(ConversationId id) => cluster!.Client.GetGrain<IConversationGrain>(id.Key);

    /// <summary>Waits for something that a turn will bring about; the phase is named when it does not come.</summary>
    internal static async Task UntilAsync(string phase, Func<bool> condition)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(15), $"Waited 15 s for: {phase}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task NoteFailuresAsync(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (context.Grain is IConversationGrain)
        {
            TurnFailures.Enqueue(exception);
            throw;
        }
    }

    private sealed class OneScript(ConversationSilo silo) : IScriptCatalog
    {
        public IReadOnlyList<string> Names => ["three-questions"];

        public IConversationScript ForConversation(ConversationId conversation) => silo.Script;
    }
}
