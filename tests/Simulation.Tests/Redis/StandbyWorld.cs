namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>Two regions with a Redis each, in which the conformance suite runs; <c>west</c> is primary for every conversation.</summary>
internal abstract class StandbyWorld : IAsyncDisposable
{
    public const int MostPending = 9;
    public const int MostPerTurn = 4;

    public abstract StandbySilo A { get; }

    public abstract StandbySilo B { get; }

    public abstract StandbySilo NewSilo(string region);

    /// <summary>Runs what a test does, on the clock of this world.</summary>
    public abstract Task RunAsync(Func<Task> test);

    /// <summary>Lets time pass, within a test.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
