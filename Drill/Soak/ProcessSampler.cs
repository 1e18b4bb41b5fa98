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
        return [.. cluster.Processes.Select(process => Of(process, minutes)).OfType<ProcessSample>()];
    }

    private ProcessSample? Of(ManagedProcess part, double minutes)
    {
        try
        {
            using var process = Process.GetProcessById(part.Id);
            return new(
                part.Part,
                part.Id,
                minutes,
                Math.Round((time.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalSeconds, 1),
                process.WorkingSet64,
                process.Threads.Count,
                process.HandleCount);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended between the list and the look.
            return null;
        }
    }
}
