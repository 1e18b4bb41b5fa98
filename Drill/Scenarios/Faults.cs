using System.Globalization;
using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Harms regions and remembers when.</summary>
internal sealed class Faults(IFaultTarget target, ChannelRecord record, Conversations.Conversations conversations, Action<string> tell, TimeProvider time)
{
    private const string Network = "the network";

    private readonly List<Fault> _done = [];

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<Fault> Done => _done;

    /// <summary>Ends every process of a region (SIGKILL).</summary>
    public Task KillRegionAsync(string region)
    {
        // First the deed: what is told takes longer than what is meant to happen meanwhile.
        var at = record.Now;
        var gone = target.KillAsync(region);
        Note("kill", region, FaultKind.Loss, at);
        return gone;
    }

    /// <summary>Starts the services of a killed region again, empty; its hosts stay down.</summary>
    public Task StartServicesAsync(string region, CancellationToken cancellationToken)
    {
        Note("start the services of", region);
        return target.StartServicesAsync(region, cancellationToken);
    }

    /// <summary>Starts a killed region again.</summary>
    public Task RestartRegionAsync(string region, CancellationToken cancellationToken)
    {
        Note("restart", region);
        return target.RestartAsync(region, cancellationToken);
    }

    /// <summary>Ends the silo and the gateway of a region (SIGKILL); its services stay.</summary>
    public Task KillHostsAsync(string region)
    {
        var at = record.Now;
        var gone = target.KillHostsAsync(region);
        Note("kill the hosts of", region, FaultKind.Loss, at);
        return gone;
    }

    /// <summary>Starts them again.</summary>
    public Task StartHostsAsync(string region, CancellationToken cancellationToken)
    {
        Note("start the hosts of", region);
        return target.StartHostsAsync(region, cancellationToken);
    }

    /// <summary>Ends the hosts of a region and starts them with a wrong clock; zero is a right one.</summary>
    public Task SkewClockAsync(string region, TimeSpan skew, CancellationToken cancellationToken)
    {
        Note(string.Create(CultureInfo.InvariantCulture, $"clocks {skew.TotalMinutes:+0;-0} min off in"), region);
        return target.SkewClockAsync(region, skew, cancellationToken);
    }

    /// <summary>Asks one host to end (SIGTERM) and starts it again.</summary>
    /// <returns>True when it ended by itself.</returns>
    public Task<bool> RollAsync(string region, HostProgram program, CancellationToken cancellationToken)
    {
        Note($"roll the {program.Project} of", region);
        return target.RollAsync(region, program, cancellationToken);
    }

    /// <summary>Stalls a region, or one host of it, for a while.</summary>
    public async Task StallAsync(string region, HostProgram? only, TimeSpan duration, CancellationToken cancellationToken)
    {
        Stall(region, only);
        try
        {
            await Task.Delay(duration, time, cancellationToken);
        }
        finally
        {
            Note("resume", region, FaultKind.Resume);
            target.Resume(region, only);
        }
    }

    /// <summary>Stalls a region, or one host of it, until it is killed.</summary>
    public void Stall(string region, HostProgram? only)
    {
        Note(only is null ? "pause" : $"pause the {only.Project} of", region, FaultKind.Stall);
        target.Pause(region, only);
    }

    /// <summary>Switches services of a region off for a while.</summary>
    public async Task OutageAsync(string region, CloudParts parts, TimeSpan duration, bool keepRedisData, CancellationToken cancellationToken)
    {
        await OffAsync(region, parts, keepRedisData, cancellationToken);
        await Task.Delay(duration, time, cancellationToken);
        await OnAsync(region, parts, cancellationToken);
    }

    /// <summary>Switches services of a region off.</summary>
    public Task OffAsync(string region, CloudParts parts, bool keepRedisData, CancellationToken cancellationToken)
    {
        Note($"no {parts} in", region);
        return target.OutageAsync(region, parts, on: true, keepRedisData, cancellationToken);
    }

    /// <summary>Switches services of a region on.</summary>
    public Task OnAsync(string region, CloudParts parts, CancellationToken cancellationToken)
    {
        Note($"{parts} again in", region);
        return target.OutageAsync(region, parts, on: false, keepRedisData: true, cancellationToken);
    }

    /// <summary>Makes the database of a region answer each write so late; zero: at once again.</summary>
    public Task SlowWritesAsync(string region, TimeSpan delay, CancellationToken cancellationToken)
    {
        Note(delay > TimeSpan.Zero ? $"writes take {delay.TotalSeconds:0.0} s in" : "writes are quick again in", region);
        return target.SlowWritesAsync(region, delay, cancellationToken);
    }

    /// <summary>Takes the dead-letter store of a region away, or gives it back with what it held.</summary>
    public void DeadLetters(string region, bool gone)
    {
        Note(gone ? "no dead-letter store in" : "the dead-letter store again in", region);
        target.DeadLetters(region, gone);
    }

    /// <summary>What a region keeps outside its log now.</summary>
    public Kept Kept(string region) => target.Kept(region);

    /// <summary>Everything that a region holds at rest now.</summary>
    public IAsyncEnumerable<Holding> HeldAsync(string region, CancellationToken cancellationToken) => target.HeldAsync(region, cancellationToken);

    /// <summary>Stops the replication between the databases, or lets it go on.</summary>
    public Task PauseReplicationAsync(bool paused, CancellationToken cancellationToken)
    {
        Note(paused ? "pause the replication of" : "resume the replication of", Network);
        return target.ReplicationAsync(null, paused, cancellationToken);
    }

    /// <summary>Makes the network between the regions behave so for a while.</summary>
    public async Task NetworkAsync(LinkState state, TimeSpan duration, CancellationToken cancellationToken)
    {
        await NetworkAsync(state, cancellationToken);
        await Task.Delay(duration, time, cancellationToken);
        await NetworkAsync(LinkState.Open, cancellationToken);
    }

    /// <summary>Makes the network between the regions behave so from now on.</summary>
    public Task NetworkAsync(LinkState state, CancellationToken cancellationToken)
    {
        var kind = state.Kind is LinkKind.Open ? FaultKind.Rejoin : FaultKind.Cut;
        Note(state.Delay > TimeSpan.Zero ? $"{state.Delay.TotalMilliseconds * 2:0} ms through" : $"{state.Kind}:", Network, kind);
        return target.NetworkAsync(state, cancellationToken);
    }

    private void Note(string what, string region, FaultKind kind = FaultKind.Other, TimeSpan? at = null)
    {
        var fault = new Fault(at ?? record.Now, what, region, conversations.Open(), kind);
        lock (_done)
        {
            _done.Add(fault);
        }

        tell(string.Create(CultureInfo.InvariantCulture, $"{fault.At.TotalSeconds:0.000} s ({time.GetUtcNow():HH:mm:ss.fff}): {what} {region}"));
    }
}
