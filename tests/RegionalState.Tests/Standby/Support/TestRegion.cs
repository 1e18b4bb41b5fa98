using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The standby parts of one silo of one region, as they are registered, over fakes of the store. No loop runs unless a test starts it.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public TestRegion(
        string name, IReadOnlyList<(string Name, string Redis)> all, TestHeartbeatDocuments heartbeats, TestReplica? replica, IDictionary<string, string?>? settings)
    {
        Id = new RegionId(name);
        Primaries = new(new RegionId(all[0].Name));
        Replica = replica ?? new TestReplica(Id, new TestCodec());
        var values = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Regions:Current"] = name,
        };
        foreach (var (region, index) in all.Select((region, index) => (region, index)))
        {
            values[$"Regions:All:{index}:Name"] = region.Name;
            values[$"Regions:All:{index}:Redis"] = region.Redis;
        }

        // Shared CI machines are slow; the tests that measure bounds set their own.
        values.TryAdd("Standby:OwnRedisTimeout", "00:00:02");
        values.TryAdd("Standby:PeerRedisTimeout", "00:00:02");
        values.TryAdd("Standby:CopyBound", "00:00:05");
        var registrations = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new ErrorsOnly(Errors)))
            .AddSingleton<IRegionalDocumentCodec, TestCodec>()
            .AddSingleton<IRegionalDocuments>(Replica)
            .AddSingleton<IHeartbeatDocuments>(heartbeats)
            .AddSingleton<ITakeover>(Takeover)
            .AddSingleton<IPrimaryRegionPolicy>(Primaries)
            .AddStandbyCopies(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        registrations.AddSingleton<IPendingCopies, PendingCopies>();
        registrations.AddSingleton<IStandbyCopies<TestState>>(provider =>
            ActivatorUtilities.CreateInstance<StandbyCopies<TestState>>(provider, (IRegionLifecycle)TurnGate));
        if (values.GetValueOrDefault("Test:RealHealth") is null)
        {
            registrations.AddSingleton<IPeerHealth>(Health);
        }

        services = registrations.BuildServiceProvider();
    }

    public RegionId Id { get; }

    public TestReplica Replica { get; }

    public TestPeerHealth Health { get; } = new();

    /// <summary>The phase as turns see it; everything else sees the real one.</summary>
    public TestLifecycle TurnGate { get; } = new();

    public TestTakeover Takeover { get; } = new();

    public TestPrimaries Primaries { get; }

    public List<string> Errors { get; } = [];

    public IStandbyCopies<TestState> Copies => Get<IStandbyCopies<TestState>>();

    public IDatabase Redis => Connect(Get<RedisConnections>().Own);

    public StandbyKeys Keys => Get<StandbyKeys>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public T Hosted<T>()
        where T : notnull => services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<T>().Single();

    /// <summary>Encodes and writes a state as this region's last turn.</summary>
    public async Task<RegionalDocument> WriteTurnAsync(string key, TestState state, params MessageId[] settled)
    {
        var document = new TestCodec().Encode(key, Id, state);
        await Get<ILastTurns>().WriteAsync(document, settled, TestContext.Current.CancellationToken);
        return document;
    }

    public ValueTask<TurnOpening<TestState>> OpenAsync(string key, params MessageId[] incoming) => OpenAsync(key, VersionVector.Empty, incoming);

    public ValueTask<TurnOpening<TestState>> OpenAsync(string key, VersionVector known, params MessageId[] incoming) =>
        Copies.OpenTurnAsync(key, known, incoming, primaryUnreachable: false, TestContext.Current.CancellationToken);

    public ValueTask<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimAsync(string key, params MessageId[] events) =>
        Copies.ClaimAsync(key, events, primaryUnreachable: false, TestContext.Current.CancellationToken);

    /// <summary>Makes everything this region's Redis keeps of a conversation look older; its clock cannot be turned.</summary>
    public async Task AgeAsync(string key, TimeSpan by)
    {
        var shard = Keys.ShardOf(key);
        foreach (var field in await Redis.HashGetAllAsync(Keys.Turn(key)))
        {
            if (((string)field.Name!).EndsWith(":at", StringComparison.Ordinal))
            {
                await Redis.HashSetAsync(Keys.Turn(key), field.Name, (long)field.Value - (long)by.TotalMilliseconds);
            }
        }

        await Redis.SortedSetIncrementAsync(Keys.TurnIndex(shard), key, -by.TotalMilliseconds);
    }

    public async Task<string[]> CopiesOfAsync(string key) =>
        [.. (await Redis.HashKeysAsync(Keys.Turn(key))).Select(field => (string)field!).Where(field => !field.Contains(':')).Order()];

    public async Task<double?> PendingScoreAsync(string key) => await Redis.SortedSetScoreAsync(Keys.PendingIndex(Keys.ShardOf(key)), key);

    public async Task<double?> OwnScoreAsync(string key) => await Redis.SortedSetScoreAsync(Keys.OwnIndex(Keys.ShardOf(key)), key);

    /// <summary>The fields of a conversation's pending hash, sorted.</summary>
    public async Task<string[]> PendingFieldsAsync(string key) =>
        [.. (await Redis.HashKeysAsync(Keys.Pending(key))).Select(field => (string)field!).Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static IDatabase Connect(RedisRegion region) => region.TryAsync(Task.FromResult, CancellationToken.None).AsTask().GetAwaiter().GetResult().Value!;

    private sealed class ErrorsOnly(List<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TScope>(TScope state)
            where TScope : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TLog>(LogLevel logLevel, EventId eventId, TLog state, Exception? exception, Func<TLog, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lock (errors)
                {
                    errors.Add(string.Create(CultureInfo.InvariantCulture, $"{eventId.Id} {formatter(state, exception)} {exception}"));
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
