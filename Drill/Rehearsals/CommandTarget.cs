using System.Diagnostics;
using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Rehearsals;

/// <summary>Regions somewhere else: one is taken away and given back by commands of whoever runs them. Nothing else can be done to them.</summary>
/// <param name="lose">Takes the region away; a line for <c>/bin/sh</c>.</param>
/// <param name="giveBack">Gives it back, likewise; null: it stays away.</param>
internal sealed class CommandTarget(string lose, string? giveBack, Action<string> tell) : IFaultTarget
{
    /// <summary>Whether a region that was taken away can be given back.</summary>
    public bool GivesBack => giveBack is not null;

    /// <exception cref="StartException">The command failed.</exception>
    public Task KillAsync(string region) => RunAsync(region, lose, CancellationToken.None);

    /// <exception cref="StartException">The command failed.</exception>
    public Task RestartAsync(string region, CancellationToken cancellationToken) =>
        giveBack is null ? Task.CompletedTask : RunAsync(region, giveBack, cancellationToken);

    public Task HealAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartServicesAsync(string region, CancellationToken cancellationToken) => throw NotHere();

    public Task KillHostsAsync(string region) => throw NotHere();

    public Task StartHostsAsync(string region, CancellationToken cancellationToken) => throw NotHere();

    public Task SkewClockAsync(string region, TimeSpan skew, CancellationToken cancellationToken) => throw NotHere();

    public Task<bool> RollAsync(string region, HostProgram program, CancellationToken cancellationToken) => throw NotHere();

    public void Pause(string region, HostProgram? only = null) => throw NotHere();

    public void Resume(string region, HostProgram? only = null) => throw NotHere();

    public Task OutageAsync(string region, CloudParts parts, bool on, bool keepRedisData, CancellationToken cancellationToken) => throw NotHere();

    public Task SlowWritesAsync(string region, TimeSpan delay, CancellationToken cancellationToken) => throw NotHere();

    public void DeadLetters(string region, bool gone) => throw NotHere();

    public Kept Kept(string region) => throw NotHere();

    public IAsyncEnumerable<Holding> HeldAsync(string region, CancellationToken cancellationToken) => throw NotHere();

    public Task ReplicationAsync(TimeSpan? lag, bool? paused, CancellationToken cancellationToken) => throw NotHere();

    public Task NetworkAsync(LinkState state, CancellationToken cancellationToken) => throw NotHere();

    private static NotSupportedException NotHere() => new("A region somewhere else is taken away and given back by commands, and harmed in no other way.");

    private async Task RunAsync(string region, string command, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        foreach (var line in said.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            tell($"  {line}");
        }

        if (process.ExitCode != 0)
        {
            throw new StartException(region, $"'{command}' ended with {process.ExitCode}.");
        }
    }
}
