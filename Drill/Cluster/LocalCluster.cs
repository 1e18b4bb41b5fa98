namespace OrleansFailover.Drill.Cluster;

/// <summary>The whole topology as running processes. Disposing it leaves no process behind.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const string EdgePart = "edge";
    private const string ConsolePart = "console";

    /// <summary>How long one part may take to call itself ready.</summary>
    public static TimeSpan StartBound { get; } = TimeSpan.FromMinutes(2);

    private readonly Watchdog _watchdog;
    private readonly Readiness _readiness;
    private readonly ProcessStarter _starter;
    private ManagedProcess? _edge;
    private ManagedProcess? _console;

    public LocalCluster(LocalTopology topology, TimeProvider time, IReadOnlyDictionary<HostProgram, HostTuning>? tuning = null)
    {
        Topology = topology;
        LogFolder = Path.Combine(topology.RunFolder, "logs");
        _watchdog = Watchdog.Start();
        _readiness = new Readiness(time);
        _starter = new ProcessStarter(LogFolder, _watchdog, tuning: tuning);
        Regions = [.. topology.Regions.Select(plan => new RegionProcesses(plan, topology, _starter, _readiness, StartBound))];
    }

    /// <summary>What the processes are told.</summary>
    public LocalTopology Topology { get; private set; }

    /// <summary>Where every part writes its output.</summary>
    public string LogFolder { get; }

    public IReadOnlyList<RegionProcesses> Regions { get; }

    /// <summary>The names of all parts, in the order of starting.</summary>
    public IReadOnlyList<string> Parts =>
    [
        EdgePart,
        .. Topology.Regions.SelectMany(plan => RegionProcesses.Programs.Select(program => $"{plan.Name}/{program.Project}")),
        .. Topology.Console is null ? Array.Empty<string>() : [ConsolePart],
    ];

    /// <summary>Every process that was started and not removed again.</summary>
    public IEnumerable<ManagedProcess> Processes => Regions.SelectMany(region => region.Processes).Concat(_edge is null ? [] : [_edge]);

    /// <summary>The parts that stand in for services of the platform.</summary>
    public IReadOnlySet<string> StandIns => Topology.Regions.Select(plan => $"{plan.Name}/{HostProgram.LocalCloud.Project}").ToHashSet(StringComparer.Ordinal);

    public RegionProcesses Region(string name) =>
        Regions.FirstOrDefault(region => region.Plan.Name == name) ?? throw new ArgumentException($"There is no region '{name}'.", nameof(name));

    /// <summary>Tells processes something else from their next start on.</summary>
    public void Use(LocalTopology topology)
    {
        Topology = topology;
        foreach (var region in Regions)
        {
            region.Topology = topology;
        }
    }

    /// <summary>Starts everything and returns when every part is ready and the edge sends webhooks on.</summary>
    /// <exception cref="StartException">A part did not come up; the others are ended.</exception>
    public async Task StartAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starts = Regions.Select(region => region.StartAsync(progress, failed.Token)).Append(StartEdgeAsync(progress, failed.Token)).ToList();
        while (starts.Count > 0)
        {
            var finished = await Task.WhenAny(starts);
            starts.Remove(finished);
            if (!finished.IsCompletedSuccessfully)
            {
                await failed.CancelAsync();
                await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await finished;
            }
        }

        await WaitForRegionsAsync(cancellationToken);
        // Last: to a console that looks already, a region that starts is one that is down.
        if (Topology.Console is { } console)
        {
            await StartConsoleAsync(console, progress, cancellationToken);
        }
    }

    /// <summary>Waits until the edge calls every region healthy.</summary>
    /// <exception cref="StartException">It did not.</exception>
    public Task WaitForRegionsAsync(CancellationToken cancellationToken) =>
        _readiness.WaitForRegionsAsync(_edge!, new Uri(Topology.Edge, "/health"), StartBound, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _edge?.Kill();
        _console?.Kill();
        await Task.WhenAll(Regions.Select(region => region.DisposeAsync().AsTask()));
        if (_edge is not null)
        {
            await _edge.DisposeAsync();
        }

        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        await _watchdog.DisposeAsync();
        _readiness.Dispose();
    }

    private async Task StartEdgeAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        _edge = _starter.Start(EdgePart, HostProgram.WebhookGateway, Topology.EdgeSettings());
        await _readiness.WaitAsync(_edge, new Uri(Topology.Edge, HostProgram.WebhookGateway.ReadyPath), StartBound, cancellationToken);
        progress(EdgePart);
    }

    private async Task StartConsoleAsync(Uri address, Action<string> progress, CancellationToken cancellationToken)
    {
        _console = _starter.Start(ConsolePart, HostProgram.OpsConsole, Topology.ConsoleSettings());
        await _readiness.WaitAsync(_console, new Uri(address, HostProgram.OpsConsole.ReadyPath), StartBound, cancellationToken);
        progress(ConsolePart);
    }
}
