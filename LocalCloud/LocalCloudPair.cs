namespace OrleansFailover.LocalCloud;

/// <summary>Two regions of one account in this process, joined to each other, on free ports.</summary>
public sealed class LocalCloudPair : IAsyncDisposable
{
    /// <summary>Name of the first region, the hub, unless another is given.</summary>
    public const string DefaultFirst = "eastus";

    /// <summary>Name of the second region, unless another is given.</summary>
    public const string DefaultSecond = "westeurope";

    private readonly RegionEndpoint[] _regions;

    private LocalCloudPair(LocalCloudRegion first, LocalCloudRegion second)
    {
        First = first;
        Second = second;
        _regions = [EndpointOf(first), EndpointOf(second)];
    }

    /// <summary>The first region of the account: the hub for conflict resolution.</summary>
    public LocalCloudRegion First { get; private set; }

    /// <summary>The second region of the account.</summary>
    public LocalCloudRegion Second { get; private set; }

    /// <summary>Starts both regions.</summary>
    /// <param name="configure">Changes the settings of each region before it starts.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="first">Name of the first region.</param>
    /// <param name="second">Name of the second region.</param>
    /// <param name="loggers">Where to log; nowhere by default.</param>
    /// <param name="time">The clock of both; the system's by default.</param>
    public static async Task<LocalCloudPair> StartAsync(
        Action<LocalCloudSettings>? configure,
        CancellationToken cancellationToken,
        string first = DefaultFirst,
        string second = DefaultSecond,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null)
    {
        var started = new List<LocalCloudRegion>(2);
        try
        {
            foreach (var name in new[] { first, second })
            {
                var settings = new LocalCloudSettings { Region = name };
                configure?.Invoke(settings);
                started.Add(await LocalCloudRegion.ListenAsync(settings, cancellationToken, loggers, time));
            }

            var pair = new LocalCloudPair(started[0], started[1]);
            await Task.WhenAll(started.Select(region => region.JoinAsync(pair._regions, cancellationToken)));
            return pair;
        }
        catch
        {
            foreach (var region in started)
            {
                await region.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>The region that is not the given one.</summary>
    public LocalCloudRegion Peer(LocalCloudRegion region) => ReferenceEquals(region, First) ? Second : First;

    /// <summary>
    /// Starts a stopped region again, empty, on the ports it had (the Kafka broker on a new one, unless its port was set); it fills itself
    /// from the other.
    /// </summary>
    /// <returns>The new region, which takes the place of the old one in this pair.</returns>
    public async Task<LocalCloudRegion> RestartAsync(
        LocalCloudRegion region, CancellationToken cancellationToken, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(region);
        await region.StopAsync();
        var settings = region.Settings;
        settings.CosmosPort = region.CosmosEndpoint.Port;
        settings.RedisPort = region.RedisEndpoint is { } redis ? int.Parse(redis.AsSpan(redis.IndexOf(':') + 1), System.Globalization.CultureInfo.InvariantCulture) : 0;
        settings.ReplicationLag = region.Replication.Lag;
        var next = await LocalCloudRegion.ListenAsync(settings, cancellationToken, loggers, time);
        if (ReferenceEquals(region, First))
        {
            First = next;
        }
        else
        {
            Second = next;
        }

        await next.JoinAsync(_regions, cancellationToken);
        return next;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }

    private static RegionEndpoint EndpointOf(LocalCloudRegion region) => new() { Name = region.Name, CosmosEndpoint = region.CosmosEndpoint };
}
