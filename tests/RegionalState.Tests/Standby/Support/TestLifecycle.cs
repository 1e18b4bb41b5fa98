using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>A region that is in the phase the test says; active unless it says otherwise.</summary>
internal sealed class TestLifecycle : IRegionLifecycle
{
    private TaskCompletionSource active = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RegionPhase phase;

    public TestLifecycle() => Enter(RegionPhase.Active);

    /// <summary>How often somebody asked for the phase.</summary>
    public int Asked { get; private set; }

    /// <summary>What happens when somebody asks for the phase.</summary>
    public Action OnAsked { get; set; } = () => { };

    public RegionPhase Phase
    {
        get
        {
            Asked++;
            OnAsked();
            return phase;
        }
    }

    public void Enter(RegionPhase next)
    {
        phase = next;
        if (next == RegionPhase.Active)
        {
            active.TrySetResult();
        }
        else
        {
            active = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public Task WaitUntilActiveAsync(CancellationToken cancellationToken) => active.Task.WaitAsync(cancellationToken);
}
