namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The last place before a 503: this gateway's own disk.</summary>
internal interface IWebhookSpool
{
    /// <summary>Returns when the entry is on the disk. May be called from many threads; those that wait at the same time share one flush.</summary>
    /// <exception cref="SpoolException">It is not known to be kept: the spool is full, or its disk failed.</exception>
    /// <exception cref="OperationCanceledException">It was not kept in time. It may be there all the same, and is then drained like any other.</exception>
    Task StoreAsync(SpoolLaneName lane, SpoolEntry entry, CancellationToken cancellationToken);
}
