using OrleansFailover.Grains.Interfaces.Inbound;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>Stands for a conversation.</summary>
[ImplicitStreamSubscription(InboundStreamNames.Namespace)]
public sealed class ListenerGrain(Deliveries deliveries) : Grain, IListenerGrain, IStreamSubscriptionObserver, IAsyncObserver<InboundEvent>
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => deliveries.OnActivate(this.GetPrimaryKeyString());

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => await handleFactory.Create<InboundEvent>().ResumeAsync(this);

    public Task OnNextAsync(InboundEvent item, StreamSequenceToken? token = null) => deliveries.TakeAsync(item);

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
