using System.CommandLine;

namespace OrleansFailover.Drill.Commands;

/// <summary>Parses and does what the command line says.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan EndingBound = TimeSpan.FromSeconds(15);

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, InvocationConfiguration configuration)
    {
        configuration.ProcessTerminationTimeout = EndingBound;
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }
}
