using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansFailover.DeadLetters.Tests.Support;

/// <summary>A storage emulator of its own for the tests of one assembly, on a free port, in memory. Started with the first use, ended with the assembly.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(30);

    // The emulator's published account; no secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? process;

    /// <summary>Why it does not run; null when it does.</summary>
    public string? Missing { get; private set; }

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var script = Path.Combine(ProjectFolder(), "node_modules", "azurite", "dist", "src", "blob", "main.js");
        if (!File.Exists(script))
        {
            Missing = "The storage emulator is not installed: run 'npm ci' in tests/DeadLetters.Tests.";
            return;
        }

        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [script, "--blobHost", "127.0.0.1", "--blobPort", "0", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence", "--silent"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing = "Node.js is not installed.";
            return;
        }

        _ = process.StandardError.ReadToEndAsync();
        using var bound = new CancellationTokenSource(StartBound, TimeProvider.System);
        while (await process.StandardOutput.ReadLineAsync(bound.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                var address = match.Groups["address"].Value;
                ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={address}/{Account};";
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"The storage emulator ended with {process.ExitCode} before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static string ProjectFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", "tests", "DeadLetters.Tests");
    }

    [GeneratedRegex(@"listen\w* (?:on|at) (?<address>http://127\.0\.0\.1:[1-9][0-9]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Listening();
}
