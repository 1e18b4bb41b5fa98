namespace OrleansFailover.Drill.Cluster;

/// <summary>The processes of one region: its local cloud, its silo and its webhook gateway. They live and die together.</summary>
internal sealed class RegionProcesses(RegionPlan plan, LocalTopology topology, ProcessStarter starter, Readiness readiness, TimeSpan startBound)
    : IAsyncDisposable
{
    private const string ReadyLine = "LocalCloud ready";
    private const string InboundLogWord = "kafka=";

    private readonly SemaphoreSlim _changing = new(1);
    private List<ManagedProcess> _processes = [];
    private CancellationTokenSource? _startEnded;
    private volatile bool _starting;
    private string _inboundLog = "";

    /// <summary>What a region runs, in the order of starting.</summary>
    public static IReadOnlyList<HostProgram> Programs { get; } = [HostProgram.LocalCloud, HostProgram.Silo, HostProgram.WebhookGateway];

    public RegionPlan Plan => plan;

    /// <summary>What the processes are told. A change reaches those that are started after it.</summary>
    public LocalTopology Topology { get; set; } = topology;

    /// <summary>Where the inbound log of the region listens, as its local cloud told when it started.</summary>
    public string InboundLog => _inboundLog;

    /// <summary>The parts that run, for people.</summary>
    public IReadOnlyList<ManagedProcess> Processes => _processes;

    private List<ManagedProcess> Hosts => _processes.FindAll(IsHost);

    /// <summary>Starts what does not run: the local cloud, then silo and gateway at the same time. Waits until they call themselves ready.</summary>
    /// <exception cref="StartException">A part did not come up.</exception>
    public Task StartAsync(Action<string> progress, CancellationToken cancellationToken) => ChangeAsync(
        async token =>
        {
            await DropAsync(process => process.Exited.IsCompleted);
            _starting = !Runs(HostProgram.LocalCloud);
            await StartServicesHereAsync(progress, token);
            _starting = false;
            await Task.WhenAll(Programs.Where(program => program != HostProgram.LocalCloud && !Runs(program)).Select(program => StartHostAsync(program, progress, token)));
        },
        cancellationToken);

    /// <summary>Starts the local cloud of a region that was killed; its hosts stay down.</summary>
    /// <exception cref="StartException">It did not come up.</exception>
    public Task StartServicesAsync(CancellationToken cancellationToken) =>
        ChangeAsync(token => StartServicesHereAsync(_ => { }, token), cancellationToken);

    /// <summary>Ends every process of the region at once (SIGKILL), also one that is being started, and returns when they are gone.</summary>
    public async Task KillAsync()
    {
        // All at once first: what ends a process with everything it started takes its time with each.
        _processes.ForEach(process => process.KillAlone());
        try
        {
            await (_startEnded?.CancelAsync() ?? Task.CompletedTask);
        }
        catch (ObjectDisposedException)
        {
            // The last start is over just now.
        }

        await RemoveAsync(_ => true);
    }

    /// <summary>Ends the silo and the gateway at once (SIGKILL); the services of the region stay.</summary>
    public async Task KillHostsAsync()
    {
        Hosts.ForEach(host => host.KillAlone());
        await RemoveAsync(IsHost);
    }

    /// <summary>Asks one host to end (SIGTERM), and starts it again when it is gone.</summary>
    /// <returns>True when it ended by itself within the bound.</returns>
    /// <exception cref="StartException">It did not come up again.</exception>
    public async Task<bool> RollAsync(HostProgram program, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        var gone = false;
        await ChangeAsync(
            async token =>
            {
                var old = Find(program);
                gone = await old.TerminateAsync(bound, time, token);
                _processes = [.. _processes.Where(process => process != old)];
                await old.DisposeAsync();
                await StartHostAsync(program, _ => { }, token);
            },
            cancellationToken);
        return gone;
    }

    /// <summary>The running process of a program.</summary>
    public ManagedProcess Find(HostProgram program) =>
        _processes.Find(process => process.Part == PartOf(program)) ?? throw new StartException(PartOf(program), "it does not run.");

    /// <summary>True when every process of the region runs.</summary>
    public bool IsComplete => _processes.Count == Programs.Count && !_processes.Exists(process => process.Exited.IsCompleted);

    /// <summary>Starts the region again, on the same ports.</summary>
    public async Task RestartAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        await KillAsync();
        await StartAsync(progress, cancellationToken);
    }

    /// <summary>Stops every process without ending it, as a stalled machine would.</summary>
    public void Pause() => _processes.ForEach(process => process.Pause());

    /// <summary>Lets them run again.</summary>
    public void Resume() => _processes.ForEach(process => process.Resume());

    /// <summary>What can be seen of the region now.</summary>
    public async Task<RegionState> StateAsync(CancellationToken cancellationToken)
    {
        var processes = _processes;
        return _starting ? RegionState.Starting
            : processes.Count == 0 || processes.Exists(process => process.Exited.IsCompleted) ? RegionState.Down
            : await readiness.IsReadyAsync(new Uri(plan.Gateway, HostProgram.WebhookGateway.ReadyPath), cancellationToken)
                ? RegionState.Up
                : RegionState.Recovering;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _changing.Dispose();
    }

    /// <summary>The line names where the log listens, which a local cloud may choose itself.</summary>
    internal static string InboundLogOf(string readyLine, RegionPlan plan) =>
        readyLine.Split(' ').FirstOrDefault(word => word.StartsWith(InboundLogWord, StringComparison.Ordinal)) is { } word
            ? word[InboundLogWord.Length..]
            : $"127.0.0.1:{plan.KafkaPort}";

    private async Task StartServicesHereAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        if (Runs(HostProgram.LocalCloud))
        {
            return;
        }

        var cloud = Add(HostProgram.LocalCloud, Topology.LocalCloud(plan));
        _inboundLog = InboundLogOf(await readiness.WaitForLineAsync(cloud, ReadyLine, startBound, cancellationToken), plan);
        progress(cloud.Part);
    }

    private async Task StartHostAsync(HostProgram program, Action<string> progress, CancellationToken cancellationToken)
    {
        var isSilo = program == HostProgram.Silo;
        var process = Add(program, isSilo ? Topology.Silo(plan, _inboundLog) : Topology.Gateway(plan, _inboundLog));
        var ready = new Uri(isSilo ? RegionPlan.Local(plan.SiloHttpPort) : plan.Gateway, program.ReadyPath);
        await readiness.WaitAsync(process, ready, startBound, cancellationToken);
        progress(process.Part);
    }

    private ManagedProcess Add(HostProgram program, IReadOnlyDictionary<string, string> settings)
    {
        var process = starter.Start(PartOf(program), program, settings);
        _processes = [.. _processes, process];
        return process;
    }

    private async Task ChangeAsync(Func<CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        using var ended = _startEnded = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        try
        {
            await change(either.Token);
        }
        finally
        {
            _startEnded = null;
            _starting = false;
            _changing.Release();
        }
    }

    private async Task RemoveAsync(Func<ManagedProcess, bool> which)
    {
        await _changing.WaitAsync();
        try
        {
            await DropAsync(which);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task DropAsync(Func<ManagedProcess, bool> which)
    {
        var gone = _processes.FindAll(process => which(process));
        gone.ForEach(process => process.Kill());
        foreach (var process in gone)
        {
            await process.DisposeAsync();
        }

        _processes = [.. _processes.Except(gone)];
    }

    private bool Runs(HostProgram program) => _processes.Exists(process => process.Part == PartOf(program) && !process.Exited.IsCompleted);

    private string PartOf(HostProgram program) => $"{plan.Name}/{program.Project}";

    private bool IsHost(ManagedProcess process) => process.Part != PartOf(HostProgram.LocalCloud);
}
