using System.Globalization;
using System.Security.Cryptography;

namespace OrleansFailover.Drill.Cluster;

/// <summary>A folder of one run under the system's temp folder.</summary>
internal static class RunFolder
{
    public static string Create(TimeProvider time)
    {
        // Two runs of one process in one second must not share a spool.
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "orleans-failover", name)).FullName;
    }
}
