using Orleans.Core;
using Orleans.Timers;

namespace OrleansFailover.Simulation.Grains;

/// <summary>What a grain asks Orleans for: timers.</summary>
internal sealed class SimulatedRuntime(IServiceProvider services, TimeProvider time) : IGrainRuntime, ITimerRegistry
{
    public string SiloIdentity => "simulated";

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public IGrainFactory GrainFactory => throw new NotSupportedException("A conversation calls no other grain.");

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => time;

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        ((Activation)grainContext).Register(new SimulatedGrainTimer((Activation)grainContext, time, token => callback(state, token), options));

    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("The obsolete timers are not simulated.");

    public void DeactivateOnIdle(IGrainContext grainContext) => ((Activation)grainContext).Deactivate(default, CancellationToken.None);

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
    }

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => throw new NotSupportedException("State comes with the constructor.");
}
