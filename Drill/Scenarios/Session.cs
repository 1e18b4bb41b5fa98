using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Regions that are up, for one scenario after the other. Disposing it ends them.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly LocalStack _stack;
    private readonly ClusterFaults _faults;
    private readonly ScenarioRun _run;
    private bool _isHarmed;

    private Session(LocalStack stack, TimeProvider time)
    {
        _stack = stack;
        _faults = new ClusterFaults(stack, time);
        _run = new ScenarioRun(
            stack.Channel,
            _faults,
            [.. stack.Topology.Regions.Select(plan => KeyValuePair.Create(plan.Name, new Uri(plan.Gateway, LocalTopology.WebhookPath)))],
            time);
    }

    /// <summary>Starts regions of their own, with relays between them, for drills.</summary>
    /// <param name="start">Starts the stack; shows its progress.</param>
    /// <exception cref="StartException">A part did not come up.</exception>
    public static async Task<Session> StartAsync(
        TimeSpan lag, Protections without, Func<LocalStack, Task> start, TimeProvider time, CancellationToken cancellationToken)
    {
        var stack = await LocalStack.CreateAsync(
            new StackSettings
            {
                EdgePort = FreePorts.Take(1)[0],
                Script = Scripts.SixQuestions,
                Lag = lag,
                Without = without,
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

    /// <summary>Plays a scenario; after another one, heals what that one harmed first.</summary>
    public async Task<RunResult> PlayAsync(RunSettings settings, Action<string> tell, CancellationToken cancellationToken)
    {
        if (_isHarmed)
        {
            await _faults.HealAsync(settings.Lag, cancellationToken);
        }

        _isHarmed = true;
        return await _run.PlayAsync(settings, tell, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _faults.Dispose();
        await _stack.DisposeAsync();
    }
}
