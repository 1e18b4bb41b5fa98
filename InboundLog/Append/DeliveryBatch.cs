using Confluent.Kafka;

namespace OrleansFailover.InboundLog.Append;

/// <summary>Waits for the delivery reports of one append.</summary>
internal sealed class DeliveryBatch(int count)
{
    private readonly TaskCompletionSource<Error?> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int outstanding = count;
    private Error? firstError;

    /// <summary>The first error, or null when every event is acknowledged. Never faults.</summary>
    public Task<Error?> Completion => completion.Task;

    /// <summary>How many events have no report yet.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    public void Reported(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            Interlocked.CompareExchange(ref firstError, report.Error, null);
        }

        if (Interlocked.Decrement(ref outstanding) == 0)
        {
            completion.TrySetResult(Volatile.Read(ref firstError));
        }
    }
}
