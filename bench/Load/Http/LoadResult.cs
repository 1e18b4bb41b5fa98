using HdrHistogram;

namespace OrleansFailover.Load.Http;

/// <summary>What came of a load.</summary>
/// <param name="Acked">How many were answered 200.</param>
/// <param name="Refused">How many were answered otherwise.</param>
/// <param name="Uncopied">How many acks said that the peer has no copy.</param>
/// <param name="Elapsed">From the start to the last answer.</param>
/// <param name="Latency">Microseconds from the scheduled time to the answer.</param>
internal sealed record LoadResult(long Acked, long Refused, long Uncopied, TimeSpan Elapsed, LongHistogram Latency)
{
    public double AcksPerSecond => Acked / Elapsed.TotalSeconds;

    /// <summary>In milliseconds.</summary>
    public double Percentile(double percentile) => Latency.GetValueAtPercentile(percentile) / 1000d;
}
