namespace OrleansFailover.Drill.Scenarios;

/// <summary>Regions that can be harmed.</summary>
internal interface IFaultTarget
{
    /// <summary>Ends every process of the region at once.</summary>
    Task KillAsync(string region);

    /// <summary>Starts a killed region again; returns when it calls itself ready.</summary>
    Task RestartAsync(string region, CancellationToken cancellationToken);

    /// <summary>Stops every process of the region without ending it.</summary>
    void Pause(string region);

    /// <summary>Lets them run again.</summary>
    void Resume(string region);
}
