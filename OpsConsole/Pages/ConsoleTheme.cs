using MudBlazor;

namespace OrleansFailover.OpsConsole.Pages;

/// <summary>The look: the fonts of the machine, since none is loaded from elsewhere.</summary>
internal static class ConsoleTheme
{
    /// <summary>The lines of the charts, told apart by who sees few colours, on light and dark ground.</summary>
    public static string[] Lines { get; } = ["#1f77b4", "#e07b00", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f"];

    public static MudTheme Theme { get; } = new()
    {
        Typography = new() { Default = new DefaultTypography { FontFamily = ["system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"] } },
    };
}
