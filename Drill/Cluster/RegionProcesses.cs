namespace OrleansFailover.Drill.Cluster;

/// <summary>The processes of one region: its local cloud, its silo and its webhook gateway. They live and die together.</summary>
internal sealed class RegionProcesses(RegionPlan plan, LocalTopology topology, ProcessStarter starter, Readiness readiness, TimeSpan startBound)
    : IAsyncDisposable
{
    private const string ReadyLine = "LocalCloud ready";
    private const string InboundLogWord = "kafka=";

    private readonly SemaphoreSlim _changing = new(1);
    private List<ManagedProcess> _processes = [];
    private CancellationTokenSource _startEnded = new();
    private volatile bool _starting;

    /// <summary>What a region runs, in the order of starting.</summary>
    public static IReadOnlyList<HostProgram> Programs { get; } = [HostProgram.LocalCloud, HostProgram.Silo, HostProgram.WebhookGateway];

    public RegionPlan Plan => plan;

    /// <summary>The parts that run, for people.</summary>
    public IReadOnlyList<ManagedProcess> Processes => _processes;

    /// <summary>Starts the local cloud, then silo and gateway at the same time, and waits until both call themselves ready.</summary>
    /// <exception cref="StartException">A part did not come up.</exception>
    public async Task StartAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        using var ended = _startEnded = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        _starting = true;
        try
        {
            await StartPartsAsync(progress, either.Token);
        }
        finally
        {
            _starting = false;
            _changing.Release();
        }
    }

    /// <summary>Ends every process of the region at once (SIGKILL), also one that is being started, and returns when they are gone.</summary>
    public async Task KillAsync()
    {
        try
        {
            await _startEnded.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The last start is over.
        }

        _processes.ForEach(process => process.Kill());
        await _changing.WaitAsync();
        try
        {
            _processes.ForEach(process => process.Kill());
            foreach (var process in _processes)
            {
                await process.DisposeAsync();
            }

            _processes = [];
        }
        finally
        {
            _changing.Release();
        }
    }

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
        _startEnded.Dispose();
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

        var inboundLog = InboundLogOf(ready, plan);
        var silo = Add(HostProgram.Silo, topology.Silo(plan, inboundLog));
        var gateway = Add(HostProgram.WebhookGateway, topology.Gateway(plan, inboundLog));
        _starting = false;
        await Task.WhenAll(
            WaitAsync(silo, new Uri(RegionPlan.Local(plan.SiloHttpPort), HostProgram.Silo.ReadyPath), progress, cancellationToken),
            WaitAsync(gateway, new Uri(plan.Gateway, HostProgram.WebhookGateway.ReadyPath), progress, cancellationToken));
    }

    private ManagedProcess Add(HostProgram program, IReadOnlyDictionary<string, string> settings)
    {
        var process = starter.Start($"{plan.Name}/{program.Project}", program, settings);
        _processes = [.. _processes, process];
        return process;
    }

    private async Task WaitAsync(ManagedProcess process, Uri address, Action<string> progress, CancellationToken cancellationToken)
    {
        await readiness.WaitAsync(process, address, startBound, cancellationToken);
        progress(process.Part);
    }
}
