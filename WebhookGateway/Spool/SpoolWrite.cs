namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>One record that waits to be written.</summary>
internal sealed class SpoolWrite(byte[] record)
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state;

    public ReadOnlyMemory<byte> Record => record;

    public Task Done => done.Task;

    /// <summary>False when nobody waits for it any more.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref state, Started, Waiting) == Waiting;

    /// <summary>Nobody waits any more; when its write has started it may be kept all the same.</summary>
    public void GiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Waiting);

    public void Succeed() => done.TrySetResult();

    public void Fail(Exception exception) => done.TrySetException(exception);
}
