using System.Globalization;

namespace OrleansFailover.History;

/// <summary>How times look in examples.</summary>
internal static class Show
{
    public static string Time(TimeSpan? time) =>
        time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.000} s") : "no time";
}
