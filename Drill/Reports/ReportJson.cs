using System.Text.Json;

namespace OrleansFailover.Drill.Reports;

/// <summary>The report as a file.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write<T>(T report) => JsonSerializer.Serialize(report, Format);
}
