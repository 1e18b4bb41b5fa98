using MudBlazor;

namespace OrleansFailover.OpsConsole.Pages;

/// <summary>The look: the fonts of the machine, since none is loaded from elsewhere, and colours that are read easily.</summary>
internal static class ConsoleTheme
{
    /// <summary>The lines of the charts, told apart by who sees few colours, on light and dark ground.</summary>
    public static string[] Lines { get; } = ["#1f77b4", "#e07b00", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f"];

    public static MudTheme Theme { get; } = new()
    {
        // Dark enough on white for small text (4.5 to 1).
        PaletteLight = new PaletteLight { Primary = "#4a3fc4", AppbarBackground = "#4a3fc4", Success = "#1b7a3d", Warning = "#9a5b00", Error = "#c62828" },
        Typography = new() { Default = new DefaultTypography { FontFamily = ["system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"] } },
    };
}
