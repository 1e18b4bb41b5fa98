using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansFailover.LocalCloud.Control;
using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.LocalCloud.Kafka;
using OrleansFailover.LocalCloud.Redis;
using OrleansFailover.LocalCloud.Replication;

namespace OrleansFailover.LocalCloud;

/// <summary>
/// The Azure services of one region on loopback, in this process: a Cosmos-compatible endpoint that replicates to its peers, a Redis and
/// a Kafka broker. Everything is in memory: stopping it loses what the peers do not have, as the loss of a region does.
/// </summary>
public sealed class LocalCloudRegion : IAsyncDisposable
{
    private const int MaxRequestBytes = 72 * 1024 * 1024;

    private readonly LocalCloudSettings _settings;
    private readonly RegionClock _clock;
    private readonly RegionStatistics _statistics = new();
    private readonly ReplicationControl _control;
    private readonly Replicator _replicator;
    private readonly ILogger _logger;
    private readonly WebApplication _application;
    private RedisPart? _redis;
    private KafkaPart? _kafka;
    private RegionParts? _parts;
    private int _stopped;

    private LocalCloudRegion(LocalCloudSettings settings, ILoggerFactory? loggers, TimeProvider time)
    {
        _settings = settings;
        Name = RegionName.Normalize(settings.Region);
        State = new RegionState(time);
        _clock = new RegionClock(time, settings.ClockSkew);
        _control = new ReplicationControl(settings.ReplicationLag);
        _replicator = new Replicator(time);
        _logger = loggers?.CreateLogger<LocalCloudRegion>() ?? NullLogger<LocalCloudRegion>.Instance;
        Replication = new RegionReplication(_control, _replicator, time);
        _application = Build(settings.CosmosPort, loggers);
    }

    /// <summary>Name of the region in lower case and without spaces.</summary>
    public string Name { get; }

    /// <summary>Base address of the Cosmos endpoint; the control API is below <c>/control/</c> of it.</summary>
    public Uri CosmosEndpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Host and port of the Redis; null when it is not enabled.</summary>
    public string? RedisEndpoint => _redis?.Endpoint;

    /// <summary>Host and port of the Kafka broker; null when it is not enabled.</summary>
    public string? KafkaBootstrapServers => _kafka?.BootstrapServers;

    /// <summary>Lag, pause and partitions.</summary>
    public RegionReplication Replication { get; }

    /// <summary>Faults of document operations.</summary>
    public CosmosFaults Faults { get; } = new();

    internal RegionState State { get; }

    internal CosmosStore? Store => _parts?.Store;

    internal bool? RedisIsUp => _redis?.IsUp;

    internal bool? KafkaIsUp => _kafka?.IsUp;

    internal LocalCloudSettings Settings => _settings;

    /// <summary>Starts a region, and returns when it answers: after it has asked its peers for what they hold.</summary>
    /// <param name="settings">Settings; an empty list of regions makes an account of this region alone.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="loggers">Where to log; nowhere by default.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="LocalCloudSettingsException">Settings do not fit.</exception>
    /// <exception cref="LocalCloudStartException">A part could not start.</exception>
    public static async Task<LocalCloudRegion> StartAsync(
        LocalCloudSettings settings, CancellationToken cancellationToken, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        var region = await ListenAsync(settings, cancellationToken, loggers, time);
        try
        {
            var regions = settings.Regions.Count > 0
                ? settings.Regions
                : [new RegionEndpoint { Name = settings.Region, CosmosEndpoint = region.CosmosEndpoint }];
            await region.JoinAsync(regions, cancellationToken);
            return region;
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts the listeners of a region whose peers are not known yet; it answers 503 until <see cref="JoinAsync"/>. For ports that are
    /// known only once everybody listens.
    /// </summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<LocalCloudRegion> ListenAsync(
        LocalCloudSettings settings, CancellationToken cancellationToken, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        LocalCloudSettingsValidator.ThrowIfInvalid(settings);
        var region = new LocalCloudRegion(settings, loggers, time ?? TimeProvider.System);
        try
        {
            await region.OpenAsync(cancellationToken);
            return region;
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the region part of an account, once, and fills it with what the peers hold.</summary>
    /// <param name="regions">All regions of the account, this one included, in account order.</param>
    /// <param name="cancellationToken">Ends the wait; the region then stays unready.</param>
    public async Task JoinAsync(IEnumerable<RegionEndpoint> regions, CancellationToken cancellationToken)
    {
        var list = regions.ToList();
        var errors = new List<string>();
        LocalCloudSettingsValidator.Regions(_settings.Region, list, errors);
        if (errors.Count > 0)
        {
            throw new LocalCloudSettingsException(errors);
        }

        if (_parts is not null)
        {
            throw new InvalidOperationException($"Region {Name} is part of an account already; start a new one instead.");
        }

        var parts = RegionParts.Create(
            new Topology(_settings.Region, list), _clock, State, Faults, _statistics, _control, _replicator, _logger);
        _parts = parts;
        _replicator.Start(parts.Context, parts.Incarnation, _settings.ReplicationQueueLimit);
        await parts.Synchronizer.StartAsync(_settings.SynchronizationTimeout, cancellationToken);
        State.Synchronized = true;
    }

    /// <summary>Counters since the start. Asks the broker what it holds, which takes a few milliseconds.</summary>
    public RegionStatisticsSnapshot Statistics()
    {
        var watermarks = _kafka?.Watermarks() ?? [];
        return new RegionStatisticsSnapshot(
            Name,
            _statistics.Writes,
            _statistics.Sent,
            _statistics.Received,
            _statistics.Stale,
            _statistics.Conflicts,
            _statistics.RolledBack,
            Faults.Hits,
            Replication.Peers,
            watermarks.Sum(partition => partition.Low),
            watermarks,
            _statistics.Containers);
    }

    /// <summary>Makes the whole store answer 503 and neither send nor take replication, or ends that. Data stays.</summary>
    public void SetCosmosOutage(bool on)
    {
        State.Outage = on;
        _control.NotifyChanged();
    }

    /// <summary>Closes the Redis port and all connections, or opens it again.</summary>
    /// <param name="on">Whether the outage begins.</param>
    /// <param name="keepData">Whether the data is there again afterwards; looked at when the outage begins.</param>
    public void SetRedisOutage(bool on, bool keepData = true)
    {
        if (on)
        {
            _redis?.Stop(keepData);
        }
        else
        {
            _redis?.Resume();
        }
    }

    /// <summary>Closes the broker's port and all connections, or opens it again with what it held.</summary>
    public void SetKafkaOutage(bool on) => _kafka?.SetUp(!on);

    /// <summary>Stops the region at once; whatever its peers do not have is lost.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        // Replication first: a region that dies does not send its last writes.
        await _replicator.DisposeAsync();
        if (_parts is not null)
        {
            await _parts.Synchronizer.DisposeAsync();
        }

        Faults.Clear();
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync();
        if (_redis is not null)
        {
            await Task.Run(_redis.Dispose);
        }

        if (_kafka is not null)
        {
            await _kafka.DisposeAsync();
        }
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>One line that tells where everything is.</summary>
    public string ReadyLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"LocalCloud ready region={Name} cosmos={CosmosEndpoint} redis={RedisEndpoint ?? "off"} kafka={KafkaBootstrapServers ?? "off"}");

    /// <summary>Writes everything that the store has, byte for byte, as another region would be given it. The region must have joined its account.</summary>
    internal Task WriteCopyAsync(Stream stream, CancellationToken cancellationToken) => Snapshot.WriteAsync(_parts!.Context, stream, cancellationToken);

    internal string RegionAt(int index) => _parts!.Context.Topology.Regions[index].Name;

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        _redis = _settings.RedisEnabled ? await Task.Run(() => RedisPart.Start(_settings.RedisPort, _settings.RedisMemoryMegabytes), cancellationToken) : null;
        var topics = _settings.Topics.Select(text => TopicSetting.TryParse(text, out var topic) ? topic : default);
        _kafka = _settings.KafkaEnabled ? KafkaPart.Start(_settings.KafkaPort, topics) : null;
        try
        {
            await _application.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new LocalCloudStartException("Cosmos", _settings.CosmosPort, exception);
        }

        CosmosEndpoint = new Uri($"{_application.Urls.First()}/");
    }

    private WebApplication Build(int port, ILoggerFactory? loggers)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // The host of this process may be configured for itself; nothing of that is meant for this listener.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        if (loggers is not null)
        {
            // A line for every request would drown those of the system under test.
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new ForwardingLoggerProvider(loggers));
        }

        builder.Services.AddSingleton<IHostLifetime, EmbeddedHostLifetime>();

        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        var application = builder.Build();
        application.Use(next => http =>
            http.Request.Path.StartsWithSegments("/control") ? next(http)
            : _parts is not { } parts ? CosmosErrors.Unavailable("The region has not joined its account yet.").WriteAsync(http)
            : http.Request.Path.StartsWithSegments("/replication") ? next(http)
            : parts.Endpoint.HandleAsync(http));
        application.UseRouting();
        new ControlApi(this).Map(application);
        var replication = new ReplicationRoutes(() => _parts!.Inbound);
        replication.Map(application);
        return application;
    }
}
