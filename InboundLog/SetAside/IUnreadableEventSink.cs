namespace OrleansFailover.InboundLog.SetAside;

/// <summary>Takes the records that no build of this version can read, so that they never block their partition.</summary>
public interface IUnreadableEventSink
{
    /// <summary>
    /// Returns when the record is in a durable place. While it throws it is called again, and the committed offset stays in front of the record.
    /// The same record may come again after a crash. Called for several records at a time.
    /// </summary>
    Task KeepAsync(UnreadableEvent unreadable, CancellationToken cancellationToken);
}
