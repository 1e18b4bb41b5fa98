using System.Globalization;
using MudBlazor;
using OrleansFailover.OpsConsole.Regions;

namespace OrleansFailover.OpsConsole.Pages;

/// <summary>How values are written on the pages. All times are UTC.</summary>
internal static class Shown
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "–",
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Value.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.Value.TotalMinutes} min {duration.Value.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.Value.TotalHours} h {duration.Value.Minutes} min"),
    };

    public static string Number(double? value, string unit) => value is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {unit}").TrimEnd();

    public static Color ColorOf(RegionCondition condition) => condition switch
    {
        RegionCondition.Healthy => Color.Success,
        RegionCondition.Degraded or RegionCondition.Returning or RegionCondition.Starting => Color.Warning,
        RegionCondition.Unhealthy => Color.Error,
        _ => Color.Default,
    };

    public static Color ColorOf(string status) => status switch
    {
        "Healthy" => Color.Success,
        "Degraded" => Color.Warning,
        _ => Color.Error,
    };

    // The colour is never the only sign.
    public static string IconOf(RegionCondition condition) => condition switch
    {
        RegionCondition.Healthy => Icons.Material.Filled.CheckCircle,
        RegionCondition.Degraded => Icons.Material.Filled.Warning,
        RegionCondition.Starting => Icons.Material.Filled.HourglassTop,
        RegionCondition.Returning => Icons.Material.Filled.Autorenew,
        RegionCondition.Unhealthy => Icons.Material.Filled.Error,
        _ => Icons.Material.Filled.Help,
    };
}
