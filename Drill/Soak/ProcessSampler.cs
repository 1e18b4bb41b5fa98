using System.ComponentModel;
using System.Diagnostics;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Soak;

/// <summary>Asks the operating system what the processes of the topology use.</summary>
internal sealed class ProcessSampler(LocalCluster cluster, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>One sample of every process that runs.</summary>
    public IReadOnlyList<ProcessSample> Take()
    {
        var minutes = Math.Round(time.GetElapsedTime(_began).TotalMinutes, 2);
        return [.. cluster.Processes.Select(process => Of(process.Part, process.Id, minutes, time.GetUtcNow())).OfType<ProcessSample>()];
    }

    /// <summary>What one process uses now; null when it has ended.</summary>
    public static ProcessSample? Of(string part, int id, double minutes, DateTimeOffset now)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new(
                part, id, minutes, Math.Round((now - process.StartTime.ToUniversalTime()).TotalSeconds, 1), process.WorkingSet64, process.Threads.Count, process.HandleCount);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
