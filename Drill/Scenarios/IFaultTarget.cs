using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Regions that can be harmed.</summary>
internal interface IFaultTarget
{
    /// <summary>Ends every process of the region at once.</summary>
    Task KillAsync(string region);

    /// <summary>Starts the services of a killed region again, empty; returns when they answer.</summary>
    Task StartServicesAsync(string region, CancellationToken cancellationToken);

    /// <summary>Starts a killed region again; returns when it calls itself ready.</summary>
    Task RestartAsync(string region, CancellationToken cancellationToken);

    /// <summary>Ends its silo and its gateway at once; its services stay.</summary>
    Task KillHostsAsync(string region);

    /// <summary>Starts silo and gateway again; returns when they call themselves ready.</summary>
    Task StartHostsAsync(string region, CancellationToken cancellationToken);

    /// <summary>Ends its hosts at once and starts them with clocks that are off by so much; returns when they call themselves ready.</summary>
    Task SkewClockAsync(string region, TimeSpan skew, CancellationToken cancellationToken);

    /// <summary>Asks one host to end and starts it again; returns when it calls itself ready.</summary>
    /// <returns>True when it ended by itself.</returns>
    Task<bool> RollAsync(string region, HostProgram program, CancellationToken cancellationToken);

    /// <summary>Stops every process of the region, or only one, without ending it.</summary>
    void Pause(string region, HostProgram? only = null);

    /// <summary>Lets them run again.</summary>
    void Resume(string region, HostProgram? only = null);

    /// <summary>Switches services of the region off or on.</summary>
    Task OutageAsync(string region, CloudParts parts, bool on, bool keepRedisData, CancellationToken cancellationToken);

    /// <summary>Makes the database of the region answer each write so late; zero: at once.</summary>
    Task SlowWritesAsync(string region, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Takes the dead-letter store of the region away, or gives it back with what it held.</summary>
    void DeadLetters(string region, bool gone);

    /// <summary>What the region keeps outside its log now.</summary>
    Kept Kept(string region);

    /// <summary>Everything that the region holds at rest, byte for byte; its services must be up.</summary>
    IAsyncEnumerable<Holding> HeldAsync(string region, CancellationToken cancellationToken);

    /// <summary>Changes the lag or the pause of the replication between all databases; null leaves it.</summary>
    Task ReplicationAsync(TimeSpan? lag, bool? paused, CancellationToken cancellationToken);

    /// <summary>Makes the network between the regions behave so; cut or frozen, the databases do not replicate either.</summary>
    Task NetworkAsync(LinkState state, CancellationToken cancellationToken);

    /// <summary>Undoes everything: all regions run with the right clocks, see each other, have their services, replicate, and are healthy.</summary>
    Task HealAsync(CancellationToken cancellationToken);
}
