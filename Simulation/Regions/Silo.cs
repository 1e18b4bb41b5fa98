using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Storage;
using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Grains;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Store;

namespace OrleansFailover.Simulation.Regions;

/// <summary>One silo of a region: the product's own parts, registered as the silo's program registers them, over the simulated services.</summary>
internal sealed class Silo : ITakeover
{
    private static readonly ObjectFactory<ConversationGrain> NewGrain = ActivatorUtilities.CreateFactory<ConversationGrain>(
        [typeof(IGrainContext), typeof(IPersistentState<ConversationState>), typeof(IStandbyCopies<ConversationState>)]);

    private readonly Region region;
    private readonly Pace pace;
    private readonly Mutant mutant;
    private readonly ServiceProvider services;
    private readonly Dictionary<string, Activation> activations = new(StringComparer.Ordinal);
    private readonly Draw draw;
    private readonly IStateStore<ConversationState> store;

    public Silo(Region region, string name)
    {
        this.region = region;
        (pace, mutant) = (region.World.Plan.Pace, region.World.Plan.Mutant);
        draw = region.World.DrawFor(name);
        Life = new Life(name, region.World.Loop);
        Clock = new LifeClock(Life, () => region.Skew);
        services = Build();
        store = services.GetRequiredKeyedService<StateStores>(ConversationStorage.Name).For<ConversationState>(new("conversation", GrainIdOf("none")));
    }

    public World World => region.World;

    public Life Life { get; }

    public LifeClock Clock { get; }

    public IRegionLifecycle Lifecycle => services.GetRequiredService<IRegionLifecycle>();

    /// <summary>Starts the loops and, once the region may take events, the reading of its log.</summary>
    public void Start()
    {
        if (region.World.Plan.IsScope)
        {
            StartScope();
            return;
        }

        StartLoops();
    }

    /// <summary>One walk over the pending events, where no loop runs.</summary>
    public void WalkPending() => Life.Do(() => _ = New<TakeoverWalker>().WalkAsync(CancellationToken.None));

    // A life and a phase, and nothing that happens by itself but the reading of the log.
    private void StartScope() => Life.Do(async () =>
    {
        await services.GetRequiredService<Incarnation>().RenewAsync(CancellationToken.None);
        await services.GetRequiredService<RegionLifecycle>().StepAsync(CancellationToken.None);
        new LogReading(region, this, draw).Start();
    });

    private void StartLoops() => Life.Do(() =>
    {
        var monitor = services.GetRequiredService<PeerMonitor>();
        var heartbeat = New<HeartbeatService>();
        var refill = New<RefillService>();
        var janitor = New<StandbyJanitor>();
        var walker = New<TakeoverWalker>();
        var options = services.GetRequiredService<IOptions<StandbyOptions>>().Value;
        Repeat(options.HeartbeatInterval, () => monitor.LookAsync(CancellationToken.None), TimeSpan.Zero);
        Repeat(options.HeartbeatInterval, () => heartbeat.BeatAsync(CancellationToken.None), TimeSpan.Zero);
        foreach (var peer in services.GetRequiredService<RedisConnections>().Peers)
        {
            Repeat(
                options.HeartbeatInterval,
                () => MutantRefill.Applies(mutant)
                    ? MutantRefill.StepAsync(mutant, services, peer)
                    : refill.StepAsync(peer, CancellationToken.None),
                options.HeartbeatInterval);
        }

        Repeat(options.JanitorInterval, () => janitor.WalkAsync(CancellationToken.None), options.JanitorInterval);
        if (mutant != Mutant.NoTakeover)
        {
            Repeat(options.TakeoverInterval, () => walker.WalkAsync(CancellationToken.None), options.TakeoverInterval);
        }

        Repeat(pace.IdleActivation / 4, CollectAsync, pace.IdleActivation);
        new LogReading(region, this, draw).Start();
    });

    /// <summary>Delivers to a conversation, or wakes it.</summary>
    public Task AskAsync(string key, Func<ConversationGrain, Task> request) => ActivationOf(key).AskAsync(request);

    public Task TakeOverAsync(string key, CancellationToken cancellationToken)
    {
        World.Tell(region.Id.Name, $"wakes {key}");
        return AskAsync(key, static conversation => conversation.TakeOver());
    }

    private static GrainId GrainIdOf(string key) => GrainId.Create("conversation", key);

    private Activation ActivationOf(string key)
    {
        if (activations.TryGetValue(key, out var known))
        {
            return known;
        }

        var id = GrainIdOf(key);
        var state = MutantState.Create(mutant, store, new("conversation", id), services);
        var copies = MutantCopies.Wrap(mutant, services.GetRequiredService<IStandbyCopies<ConversationState>>(), state, services);
        return activations[key] = new Activation(
            Life, id, services, state, activation => NewGrain(services, [activation, state, copies]), gone =>
            {
                if (activations.TryGetValue(key, out var now) && now == gone)
                {
                    activations.Remove(key);
                }
            });
    }

    private T New<T>() => ActivatorUtilities.CreateInstance<T>(services);

    // What a hosted service's loop does around its work: whatever a round comes to, the next one follows.
    private async void Repeat(TimeSpan interval, Func<Task> work, TimeSpan first)
    {
        await Task.Delay(first + (interval * draw.Part() * 0.2), Clock);
        while (true)
        {
            var started = Clock.GetTimestamp();
            try
            {
                await work();
            }
            catch (Exception exception)
            {
                region.World.Tell(region.Id.Name, $"loop failed: {exception.GetType().Name} {exception.Message}");
            }

            var left = interval - Clock.GetElapsedTime(started);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), Clock);
        }
    }

    private Task CollectAsync()
    {
        foreach (var activation in activations.Values.Where(activation => Life.Loop.Now - activation.UsedAt > pace.IdleActivation).ToList())
        {
            activation.Deactivate(default, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    private ServiceProvider Build()
    {
        var world = region.World;
        var registrations = new ServiceCollection().AddSimulatedBasics(region, Clock);
        var link = world.Network.LinkTo($"store {region.Id.Name}", region, region, region.ReachStore, () => region.StoreTakes);
        IDocumentStore documents = new SimulatedDocuments(
            Life, link, region.Replica, pace.StoreTimeout, region.Replicate, Clock.GetUtcNow, world.ETags);
        documents = MutantDocuments.Wrap(mutant, documents, region);
        registrations.AddKeyedSingleton(ConversationStorage.Name, documents);
        registrations.AddKeyedSingleton(ConversationStorage.Name, (provider, _) => Parts(provider, documents));
        registrations
            .AddStandbyCopies(SharedServices.NoConfiguration)
            .AddConversations(SharedServices.NoConfiguration)
            .AddRegionalCosmosGrainStorage<ConversationState>(ConversationStorage.Name, static options =>
            {
                // Asked for, and never spoken to: the documents are simulated.
                options.Endpoint = new Uri("https://simulated/");
                options.SerializeWith(ConversationStateJsonContext.Default);
            })
            .AddSimulatedSettings(region, Life)
            .AddSingleton<IOptions<ConversationOptions>>(Options.Create(pace.Conversation(mutant)))
            .AddSingleton<IHeartbeatDocuments>(new SimulatedHeartbeats(Life, link, region.Replica, pace.StoreTimeout / 10, region.Replicate, world.ETags))
            .AddSingleton<ITakeover>(this)
            .AddSingleton<IGrainRuntime>(provider => new SimulatedRuntime(provider, Clock))
            .AddSingleton<IReplySender>(new SimulatedSender(Life, region, world.Channel))
            .AddSingleton<IOtherConversations>(new NoOtherConversations())
            .AddSingleton<IConversationMoves>(new NoConversationMoves())
            .AddSingleton<IScriptCatalog>(Questions.Catalog(world.Plan.Questions));
        if (world.Plan.IsScope)
        {
            registrations.AddSingleton<IPeerHealth>(region.Health);
        }

        MutantServices.Apply(mutant, registrations);
        return registrations.BuildServiceProvider();
    }

    private StoreParts Parts(IServiceProvider provider, IDocumentStore documents)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<RegionalCosmosStorageOptions>>().Get(ConversationStorage.Name);
        return new StoreParts(
            ConversationStorage.Name,
            region.Id,
            [.. region.World.Regions.Select(each => each.Id)],
            options,
            documents,
            provider.GetRequiredKeyedService<RegionalDocumentCodec>(ConversationStorage.Name),
            new OrdinaryDocumentCodec(options.CreateStateJson(), options.SchemaVersion, options.MaxDocumentBytes),
            provider.GetRequiredService<ILastTurns>(),
            NewStates.Instance,
            provider.GetRequiredService<RegionalStoreMetrics>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("store"),
            Clock)
        {
            DrawWriter = mutant == Mutant.OneWriter ? () => region.Id.Name : region.World.NextWriter,
        };
    }
}
