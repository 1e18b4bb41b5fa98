using Orleans.Storage;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Grains;

/// <summary>
/// One activation of a conversation in one silo: it reads its state, takes one request at a time, and is gone when its silo is, when it
/// could not be activated, or when another activation wrote its document.
/// </summary>
internal sealed class Activation(
    Life life, GrainId id, IServiceProvider services, SimulatedState state, Func<Activation, ConversationGrain> create, Action<Activation> gone) : IGrainContext
{
    private readonly Queue<(Func<ConversationGrain, Task> Request, TaskCompletionSource Done)> mailbox = new();
    private readonly List<SimulatedGrainTimer> timers = [];
    private ConversationGrain? grain;
    private bool isBusy;
    private bool isGone;

    public Life Life => life;

    /// <summary>When the last request came.</summary>
    public TimeSpan UsedAt { get; private set; }

    /// <summary>The state as it is now.</summary>
    public SimulatedState Held => state;

    public GrainId GrainId => id;

    public object? GrainInstance => grain;

    public IServiceProvider ActivationServices => services;

    public GrainReference GrainReference => throw Unused();

    public ActivationId ActivationId => throw Unused();

    public GrainAddress Address => throw Unused();

    public IGrainLifecycle ObservableLifecycle => throw Unused();

    public IWorkItemScheduler Scheduler => throw Unused();

    public Task Deactivated => throw Unused();

    /// <summary>Asks the grain for something; requests are taken one at a time, in order.</summary>
    public Task AskAsync(Func<ConversationGrain, Task> request)
    {
        UsedAt = life.Loop.Now;
        return PutAsync(request);
    }

    /// <summary>A timer's request: it does not count as use.</summary>
    public async Task TickAsync(Func<Task> callback)
    {
        try
        {
            await PutAsync(_ => callback());
        }
        catch (InvalidOperationException)
        {
            // The activation went away before its timer's turn came.
        }
    }

    public SimulatedGrainTimer Register(SimulatedGrainTimer timer)
    {
        timers.Add(timer);
        return timer;
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken) =>
        _ = PutAsync(async conversation =>
        {
            await conversation.OnDeactivateAsync(deactivationReason, cancellationToken);
            Leave();
        });

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw Unused();

    public object? GetTarget() => grain;

    object? Orleans.Serialization.Invocation.ITargetHolder.GetComponent(Type componentType) => null;

    public void ReceiveMessage(object message) => throw Unused();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw Unused();

    public void Rehydrate(IRehydrationContext context) => throw Unused();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw Unused();

    private static NotSupportedException Unused() => new("A conversation does not ask its context for this.");

    private Task PutAsync(Func<ConversationGrain, Task> request)
    {
        if (isGone)
        {
            return Task.FromException(new InvalidOperationException("The activation is gone."));
        }

        var done = new TaskCompletionSource();
        mailbox.Enqueue((request, done));
        if (!isBusy)
        {
            isBusy = true;
            _ = WorkAsync();
        }

        return done.Task;
    }

    private async Task WorkAsync()
    {
        while (mailbox.TryDequeue(out var next))
        {
            try
            {
                if (isGone)
                {
                    throw new InvalidOperationException("The activation is gone.");
                }

                if (grain is null)
                {
                    await state.ReadStateAsync(CancellationToken.None);
                    grain = create(this);
                    await grain.OnActivateAsync(CancellationToken.None);
                }

                await next.Request(grain);
                next.Done.TrySetResult();
            }
            catch (Exception exception)
            {
                next.Done.TrySetException(exception);
                if (grain is null || exception is InconsistentStateException)
                {
                    Leave();
                }
            }
        }

        isBusy = false;
    }

    private void Leave()
    {
        isGone = true;
        timers.ForEach(timer => timer.Dispose());
        gone(this);
    }
}
