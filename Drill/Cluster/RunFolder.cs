using System.Globalization;

namespace OrleansFailover.Drill.Cluster;

/// <summary>A folder of one run under the system's temp folder.</summary>
internal static class RunFolder
{
    public static string Create(TimeProvider time)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}");
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "orleans-failover", name)).FullName;
    }
}
