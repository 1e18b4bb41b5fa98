using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Regions that are up, for one scenario after the other. Disposing it ends them.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly LocalStack _stack;
    private readonly ClusterFaults _faults;
    private readonly ScenarioRun _run;

    private Session(LocalStack stack, TimeProvider time)
    {
        _stack = stack;
        _faults = new ClusterFaults(stack, time);
        _run = new ScenarioRun(
            stack.Channel,
            _faults,
            stack.Webhooks,
            time,
            stack.Topology.Zone is { } zone ? new MaskedReplies(stack.Topology.Secrets.IdKey, zone.Name, stack.Topology.Kind) : null);
    }

    /// <summary>The processes of the regions.</summary>
    public LocalCluster Cluster => _stack.Cluster;

    /// <summary>Starts regions of their own, with relays between them, for drills.</summary>
    /// <param name="restricts">Whether there is a zone of residency, whose home the last region is.</param>
    /// <param name="start">Starts the stack; shows its progress.</param>
    /// <exception cref="StartException">A part did not come up.</exception>
    public static async Task<Session> StartAsync(
        TimeSpan lag, Protections without, ChannelKind channel, bool restricts, Func<LocalStack, Task> start, TimeProvider time, CancellationToken cancellationToken)
    {
        var stack = await LocalStack.CreateAsync(
            new StackSettings
            {
                EdgePort = FreePorts.Take(1)[0],
                Script = Scripts.SixQuestions,
                Lag = lag,
                Without = without,
                Channel = channel,
                Restricts = restricts,
                QuoteMessages = true,
                Relays = true,
                FailbackAtOnce = true,
            },
            time,
            cancellationToken);
        try
        {
            await start(stack);
            return new Session(stack, time);
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays a scenario.</summary>
    /// <param name="heals">Whether another one follows: what was harmed is then mended while the last messages settle.</param>
    public async Task<RunResult> PlayAsync(RunSettings settings, bool heals, Action<string> tell, CancellationToken cancellationToken)
    {
        await UseAsync(settings.Without, cancellationToken);
        await _faults.ReplicationAsync(settings.Lag, null, cancellationToken);
        return await _run.PlayAsync(settings, heals, tell, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _faults.Dispose();
        await _stack.DisposeAsync();
    }

    // Regions with other protections are new regions, with nothing in their services.
    private async Task UseAsync(Protections without, CancellationToken cancellationToken)
    {
        if (without == _stack.Topology.Without)
        {
            return;
        }

        _stack.Cluster.Use(_stack.Topology with { Without = without });
        await Task.WhenAll(_stack.Cluster.Regions.Select(region => region.KillAsync()));
        foreach (var region in _stack.Topology.Regions)
        {
            _faults.ForgetKept(region.Name);
        }

        await Task.WhenAll(_stack.Cluster.Regions.Select(region => region.StartAsync(_ => { }, cancellationToken)));
        await _stack.WarmUpAsync(cancellationToken);
    }
}
