using OrleansFailover.Micro.Operations;

namespace OrleansFailover.Micro.Guard;

/// <summary>Counts the bytes that an operation allocates on this thread. A count, not a time: the same on a busy machine.</summary>
internal static class AllocationCount
{
    private const int WarmUp = 64;
    private const int Batches = 5;
    private const int Runs = 32;

    /// <summary>Bytes of one run: the least of several batches, because what a pool gives back late only adds.</summary>
    public static long Of(MicroOperation operation)
    {
        for (var run = 0; run < WarmUp; run++)
        {
            GC.KeepAlive(operation.Run());
        }

        var least = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var run = 0; run < Runs; run++)
            {
                GC.KeepAlive(operation.Run());
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Runs);
        }

        return least;
    }
}
