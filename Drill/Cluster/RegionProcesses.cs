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

    /// <summary>The parts that run, for people.</summary>
    public IReadOnlyList<ManagedProcess> Processes => _processes;

    private List<ManagedProcess> Hosts => _processes.FindAll(IsHost);

    /// <summary>Starts the local cloud, then silo and gateway at the same time, and waits until both call themselves ready.</summary>
    /// <exception cref="StartException">A part did not come up.</exception>
    public Task StartAsync(Action<string> progress, CancellationToken cancellationToken) => ChangeAsync(
        token =>
        {
            _starting = true;
            return StartPartsAsync(progress, token);
        },
        cancellationToken);

    /// <summary>Ends every process of the region at once (SIGKILL), also one that is being started, and returns when they are gone.</summary>
    public async Task KillAsync()
    {
        try
        {
            // No start is under way most of the time, and an exception would cost the first kill tens of milliseconds.
            await (_startEnded?.CancelAsync() ?? Task.CompletedTask);
        }
        catch (ObjectDisposedException)
        {
            // The last start is over just now.
        }

        // All at once first: what ends a process with everything it started takes its time with each.
        _processes.ForEach(process => process.KillAlone());
        await RemoveAsync(_ => true);
    }

    /// <summary>Ends the silo and the gateway at once (SIGKILL); the services of the region stay.</summary>
    public async Task KillHostsAsync()
    {
        Hosts.ForEach(host => host.KillAlone());
        await RemoveAsync(IsHost);
    }

    /// <summary>Starts the silo and the gateway of a region whose services stayed.</summary>
    /// <exception cref="StartException">A part did not come up.</exception>
    public Task StartHostsAsync(Action<string> progress, CancellationToken cancellationToken) =>
        ChangeAsync(token => StartHostsHereAsync(progress, token), cancellationToken);

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

    private async Task StartPartsAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var cloud = Add(HostProgram.LocalCloud, topology.LocalCloud(plan));
        var ready = await readiness.WaitForLineAsync(cloud, ReadyLine, startBound, cancellationToken);
        progress(cloud.Part);

        _inboundLog = InboundLogOf(ready, plan);
        await StartHostsHereAsync(progress, cancellationToken);
    }

    private Task StartHostsHereAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var hosts = Task.WhenAll(
            StartHostAsync(HostProgram.Silo, progress, cancellationToken), StartHostAsync(HostProgram.WebhookGateway, progress, cancellationToken));
        _starting = false;
        return hosts;
    }

    private async Task StartHostAsync(HostProgram program, Action<string> progress, CancellationToken cancellationToken)
    {
        var isSilo = program == HostProgram.Silo;
        var process = Add(program, isSilo ? topology.Silo(plan, _inboundLog) : topology.Gateway(plan, _inboundLog));
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
            var gone = _processes.FindAll(process => which(process));
            gone.ForEach(process => process.Kill());
            foreach (var process in gone)
            {
                await process.DisposeAsync();
            }

            _processes = [.. _processes.Except(gone)];
        }
        finally
        {
            _changing.Release();
        }
    }

    private string PartOf(HostProgram program) => $"{plan.Name}/{program.Project}";

    private bool IsHost(ManagedProcess process) => process.Part != PartOf(HostProgram.LocalCloud);
}
