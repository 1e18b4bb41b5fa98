namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The bound over all lanes: what is on the disk, and what waits to be written.</summary>
internal sealed class SpoolSpace(long maxBytes)
{
    private long used;

    public long MaxBytes => maxBytes;

    public long Used => Interlocked.Read(ref used);

    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) <= maxBytes)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Counts what is there already, also past the bound.</summary>
    public void Add(long bytes) => Interlocked.Add(ref used, bytes);

    public void Release(long bytes) => Interlocked.Add(ref used, -bytes);
}
