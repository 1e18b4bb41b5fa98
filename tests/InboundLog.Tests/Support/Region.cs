using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Streams;
using Orleans.TestingHost;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>A broker, an append side and a cluster of silos that read it.</summary>
public sealed class Region : IAsyncDisposable
{
    public const string Group = "conversations";

    private readonly Action<InboundLogOptions>? configure;
    private readonly Action<IServiceCollection>? services;
    private readonly ServiceProvider appendServices;
    private readonly bool ownsBroker;

    private Region(MockBroker broker, bool ownsBroker, Deliveries deliveries, Action<InboundLogOptions>? configure, Action<IServiceCollection>? services)
    {
        Broker = broker;
        this.ownsBroker = ownsBroker;
        Deliveries = deliveries;
        this.configure = configure;
        this.services = services;
        appendServices = new ServiceCollection().AddLogging().AddInboundLog(Configure).BuildServiceProvider();
    }

    public MockBroker Broker { get; }

    public Deliveries Deliveries { get; }

    public InProcessTestCluster Cluster { get; private set; } = null!;

    public IInboundLog Log => appendServices.GetRequiredService<IInboundLog>();

    public static async Task<Region> StartAsync(
        short silos, int partitions = 4, Action<InboundLogOptions>? configure = null, Action<IServiceCollection>? services = null,
        MockBroker? broker = null, Deliveries? deliveries = null)
    {
        var region = new Region(broker ?? new(partitions), broker is null, deliveries ?? new(), configure, services);
        await region.DeployAsync(silos);
        return region;
    }

    public Task AppendAsync(string user, int number) => Log.AppendAsync([Events.Message(user, number)], TestContext.Current.CancellationToken);

    /// <summary>Takes a silo away as a crash does: its reader ends at once, without a last commit.</summary>
    public async Task CrashAsync(InProcessSiloHandle silo)
    {
        (silo.ServiceProvider.GetRequiredKeyedService<IQueueAdapterFactory>("inbound") as IDisposable)!.Dispose();
        await Cluster.KillSiloAsync(silo, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await appendServices.DisposeAsync();
        if (ownsBroker)
        {
            Broker.Dispose();
        }
    }

    private async Task DeployAsync(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(Deliveries);
            services?.Invoke(silo.Services);
            silo.AddInboundLogStreams("inbound", Configure);
            silo.Services.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(300);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
                options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
            });
        });
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    private void Configure(InboundLogOptions options)
    {
        options.BootstrapServers = Broker.Servers;
        options.Topic = Broker.Topic;
        options.GroupId = Group;
        options.FetchWait = TimeSpan.FromMilliseconds(2);
        options.CommitInterval = TimeSpan.FromMilliseconds(50);
        options.DeliveryBackoff = TimeSpan.FromMilliseconds(20);
        options.DeliveryBackoffMax = TimeSpan.FromMilliseconds(200);
        options.SetAsideRetryDelay = TimeSpan.FromMilliseconds(20);
        configure?.Invoke(options);
    }
}
