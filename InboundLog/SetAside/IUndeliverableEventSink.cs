namespace OrleansFailover.InboundLog.SetAside;

/// <summary>Takes the events that are given up. Later events of the conversation wait until the sink has returned.</summary>
public interface IUndeliverableEventSink
{
    /// <summary>
    /// Returns when the event is in a durable place. While it throws it is called again, and the committed offset stays in front of the event.
    /// The same event may come again after a crash. Called for several events at a time, never for two of one conversation.
    /// </summary>
    Task KeepAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken);

    /// <summary>
    /// What became of an event that was kept. Asked again and again with <see cref="LaterEvents.Wait"/>, else never. While it throws it is called again.
    /// </summary>
    Task<SetAsideFate> FateAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken);
}
