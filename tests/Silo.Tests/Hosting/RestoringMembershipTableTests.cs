using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using OrleansFailover.RegionalState.Tests.Standby.Support;
using OrleansFailover.Silo.Hosting;
using OrleansFailover.Silo.Hosting.Membership;
using StackExchange.Redis;

namespace OrleansFailover.Silo.Tests.Hosting;

/// <summary>The membership of a cluster on a real Redis that loses what it held, through the provider that a silo uses.</summary>
public sealed class RestoringMembershipTableTests : IAsyncDisposable
{
    private static readonly SiloAddress First = Address(1);
    private static readonly SiloAddress Second = Address(2);
    private static readonly SiloAddress Third = Address(3);

    private readonly GarnetNode redis = new();
    private readonly List<ServiceProvider> silos = [];

    [Fact]
    public async Task A_table_that_was_lost_is_written_again_above_the_lost_version()
    {
        var (first, second) = (await TableAsync(First), await TableAsync(Second));
        await JoinAsync(first, First);
        await JoinAsync(second, Second);
        await first.ReadAllAsync(TestContext.Current.CancellationToken);
        var before = await second.ReadAllAsync(TestContext.Current.CancellationToken);
        await LoseAsync();

        var after = await first.ReadAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal([First, Second], Active(after));
        Assert.True(after.Version.Version > before.Version.Version, $"{after.Version} does not follow {before.Version}");
        Assert.Equal(after.Version.Version, (await second.ReadAllAsync(TestContext.Current.CancellationToken)).Version.Version);
    }

    /// <summary>The control: what the provider does alone.</summary>
    [Fact]
    public async Task Without_it_nobody_joins_or_leaves_a_lost_table()
    {
        var table = await TableAsync(First, restoring: false);
        await JoinAsync(table, First);
        await LoseAsync();

        await Assert.ThrowsAsync<RedisClusteringException>(() => table.ReadAllAsync(TestContext.Current.CancellationToken));
        Assert.False(await table.InsertRowAsync(Entry(Second), new TableVersion(1, "0"), TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<Exception>(() => table.UpdateIAmAliveAsync(Entry(First), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_silo_that_says_it_is_alive_notices_the_loss()
    {
        var table = await TableAsync(First);
        await JoinAsync(table, First);
        await LoseAsync();

        await table.UpdateIAmAliveAsync(Entry(First), TestContext.Current.CancellationToken);

        Assert.Equal([First], Active(await (await TableAsync(Third, restoring: false)).ReadAllAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_silo_that_joined_the_empty_table_stays_and_meets_the_others()
    {
        var (first, second) = (await TableAsync(First), await TableAsync(Second));
        await JoinAsync(first, First);
        await JoinAsync(second, Second);
        await first.ReadAllAsync(TestContext.Current.CancellationToken);
        await LoseAsync();
        var third = await TableAsync(Third);
        await JoinAsync(third, Third);

        var after = await first.ReadAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal([First, Second, Third], Active(after));
        Assert.Equal([First, Second, Third], Active(await third.ReadAllAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Two_silos_that_restore_at_once_end_with_one_table()
    {
        var (first, second) = (await TableAsync(First), await TableAsync(Second));
        await JoinAsync(first, First);
        await JoinAsync(second, Second);

        // The first knows nothing of the second yet.
        await LoseAsync();
        await Task.WhenAll(first.ReadAllAsync(TestContext.Current.CancellationToken), second.ReadAllAsync(TestContext.Current.CancellationToken));

        Assert.Equal([First, Second], Active(await first.ReadAllAsync(TestContext.Current.CancellationToken)));
        Assert.Equal([First, Second], Active(await second.ReadAllAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_table_of_the_past_does_not_raise_the_dead()
    {
        var table = await TableAsync(First);
        await JoinAsync(table, First);
        await JoinAsync(table, Second);
        var past = await SaveAsync();
        var read = await table.ReadAllAsync(TestContext.Current.CancellationToken);
        var row = read.TryGet(Second)!;
        row.Item1.Status = SiloStatus.Dead;
        Assert.True(await table.UpdateRowAsync(row.Item1, row.Item2, read.Version.Next(), TestContext.Current.CancellationToken));

        await RestoreAsync(past);
        var after = await table.ReadAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal([First], Active(after));
        Assert.Equal(SiloStatus.Dead, after.TryGet(Second)!.Item1.Status);
    }

    [Fact]
    public async Task A_table_of_many_changes_comes_back_above_its_version()
    {
        const int Changes = 10_000;
        var table = await TableAsync(First);
        await JoinAsync(table, First);
        var rows = await SaveAsync();
        await RestoreAsync([.. rows.Where(row => row.Name != "Version"), new HashEntry("Version", Changes)]);
        await table.ReadAllAsync(TestContext.Current.CancellationToken);
        await LoseAsync();
        var started = TimeProvider.System.GetTimestamp();

        var after = await table.ReadAllAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{Changes} versions took {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms.");
        Assert.True(after.Version.Version > Changes);
        Assert.Equal([First], Active(after));
    }

    /// <summary>A whole silo: it ends in time though its table was lost, and says so in the table.</summary>
    [Fact]
    public async Task A_silo_that_lost_its_table_ends_by_itself()
    {
        using var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans((context, silo) =>
            {
                context.Configuration["Clustering:Redis"] = redis.ConnectionString;
                silo.Configure<RegionalState.RegionOptions>(region => region.Current = "eastus");
                silo.AddRegionCluster(context.Configuration);
                silo.Configure<EndpointOptions>(endpoint =>
                {
                    endpoint.AdvertisedIPAddress = IPAddress.Loopback;
                    (endpoint.SiloPort, endpoint.GatewayPort) = (FreePort(), FreePort());
                });
            })
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await LoseAsync();

        var ended = host.StopAsync(TestContext.Current.CancellationToken);

        await ended.WaitAsync(TimeSpan.FromSeconds(15), TimeProvider.System, TestContext.Current.CancellationToken);
        var left = Assert.Single((await (await TableAsync(Third, restoring: false, "eastus", "conversations")).ReadAllAsync(TestContext.Current.CancellationToken)).Members);
        Assert.Equal(SiloStatus.Dead, left.Item1.Status);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        redis.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static SiloAddress Address(int number) => SiloAddress.New(IPAddress.Loopback, 20000 + number, number);

    private static IEnumerable<SiloAddress> Active(MembershipTableData table) =>
        table.Members.Where(row => row.Item1.Status == SiloStatus.Active).Select(row => row.Item1.SiloAddress).Order();

    private static MembershipEntry Entry(SiloAddress silo) => new()
    {
        SiloAddress = silo,
        Status = SiloStatus.Active,
        HostName = "host",
        SiloName = $"silo {silo.Endpoint.Port}",
        StartTime = DateTime.UnixEpoch,
        IAmAliveTime = DateTime.UnixEpoch,
    };

    private static async Task JoinAsync(IMembershipTable table, SiloAddress silo) =>
        Assert.True(await table.InsertRowAsync(
            Entry(silo), (await table.ReadAllAsync(TestContext.Current.CancellationToken)).Version.Next(), TestContext.Current.CancellationToken));

    private async Task<IMembershipTable> TableAsync(SiloAddress silo, bool restoring = true, string cluster = "cluster", string service = "service")
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton<ILocalSiloDetails>(new Details(silo));
        services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, service));
        new Builder(services).UseRedisClustering(redis.ConnectionString);
        if (restoring)
        {
            services.AddMembershipRestore();
        }

        var provider = services.BuildServiceProvider();
        silos.Add(provider);
        var table = provider.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, TestContext.Current.CancellationToken);
        return table;
    }

    private async Task LoseAsync() => await RestoreAsync([]);

    private async Task<HashEntry[]> SaveAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        return await connection.GetDatabase().HashGetAllAsync("service/members/cluster");
    }

    private async Task RestoreAsync(HashEntry[] rows)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true");
        await connection.GetServers()[0].FlushAllDatabasesAsync();
        if (rows.Length > 0)
        {
            await connection.GetDatabase().HashSetAsync("service/members/cluster", rows);
        }
    }

    private sealed record Details(SiloAddress SiloAddress) : ILocalSiloDetails
    {
        public string Name => $"silo {SiloAddress.Endpoint.Port}";

        public string ClusterId => "cluster";

        public string DnsHostName => "host";

        public SiloAddress GatewayAddress => SiloAddress;
    }

    private sealed record Builder(IServiceCollection Services) : ISiloBuilder
    {
        public Microsoft.Extensions.Configuration.IConfiguration Configuration { get; } = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
    }
}
