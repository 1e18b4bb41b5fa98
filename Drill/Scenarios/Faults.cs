using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Harms regions and remembers when.</summary>
internal sealed class Faults(IFaultTarget target, ChannelRecord record, Conversations.Conversations conversations)
{
    private readonly List<Fault> _done = [];

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<Fault> Done => _done;

    /// <summary>Ends every process of a region (SIGKILL).</summary>
    public Task KillRegionAsync(string region)
    {
        Note("kill", region);
        return target.KillAsync(region);
    }

    /// <summary>Starts a killed region again.</summary>
    public Task RestartRegionAsync(string region, CancellationToken cancellationToken)
    {
        Note("restart", region);
        return target.RestartAsync(region, cancellationToken);
    }

    /// <summary>Stalls a region for a while.</summary>
    public async Task StallRegionAsync(string region, TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        Note("pause", region);
        target.Pause(region);
        try
        {
            await Task.Delay(duration, time, cancellationToken);
        }
        finally
        {
            Note("resume", region);
            target.Resume(region);
        }
    }

    private void Note(string kind, string region) => _done.Add(new Fault(record.Now, kind, region, conversations.Open()));
}
