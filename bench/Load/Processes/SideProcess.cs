using System.Globalization;
using OrleansFailover.Bench.Payloads;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Load.Processes;

/// <summary>A program that is measured beside the product's.</summary>
internal static class SideProcess
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(30);

    /// <summary>A listener that reads the body, checks the signature, and appends where there is a log.</summary>
    public static Task<ManagedProcess> FloorAsync(
        string name, int port, string? bootstrapServers, string processors, string logFolder, Watchdog watchdog, TimeProvider time) =>
        StartAsync(
            new ProcessSpec(
                name, "taskset", ["-c", processors, DotNet.Path, new HostProgram("Floors", "/").Locate()],
                new Dictionary<string, string>
                {
                    ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                    ["DOTNET_gcServer"] = "0",
                    ["DOTNET_TieredPGO"] = "1",
                    ["Floor__AppSecret"] = TextWebhook.AppSecret,
                    ["Floor__BootstrapServers"] = bootstrapServers ?? "",
                },
                logFolder, Path.Combine(logFolder, $"{name}.log")),
            "Floor ready", watchdog, time);

    /// <summary>The listener in Express.</summary>
    public static Task<ManagedProcess> ExpressAsync(int port, string processors, string logFolder, Watchdog watchdog, TimeProvider time)
    {
        var folder = Path.Combine(Repository.Root, "bench", "express");
        return StartAsync(
            new ProcessSpec(
                "express", "taskset", ["-c", processors, "node", Path.Combine(folder, "server.js")],
                new Dictionary<string, string>
                {
                    ["PORT"] = port.ToString(CultureInfo.InvariantCulture), ["APP_SECRET"] = TextWebhook.AppSecret, ["NODE_ENV"] = "production",
                },
                folder, Path.Combine(logFolder, "express.log")),
            "Express ready", watchdog, time);
    }

    /// <summary>A silo with a grain that has nothing in it.</summary>
    public static Task<ManagedProcess> EmptySiloAsync(IReadOnlyList<int> ports, string socket, string logFolder, Watchdog watchdog, TimeProvider time) =>
        StartAsync(
            new ProcessSpec(
                "empty-silo", DotNet.Path, [new HostProgram("EmptySilo", "/").Locate()],
                new Dictionary<string, string>(HeapSocket.Settings(socket))
                {
                    ["DOTNET_gcServer"] = "0",
                    ["Silo__SiloPort"] = ports[0].ToString(CultureInfo.InvariantCulture),
                    ["Silo__GatewayPort"] = ports[1].ToString(CultureInfo.InvariantCulture),
                    ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[2]}"),
                },
                logFolder, Path.Combine(logFolder, "empty-silo.log")),
            "Silo ready", watchdog, time);

    private static async Task<ManagedProcess> StartAsync(ProcessSpec spec, string readyLine, Watchdog watchdog, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(spec.LogFile)!);
        var process = ManagedProcess.Start(spec, watchdog);
        var ready = process.LineAsync(readyLine);
        await Task.WhenAny(ready, process.Exited, Task.Delay(StartBound, time));
        if (!ready.IsCompletedSuccessfully)
        {
            var tail = process.Tail();
            await process.DisposeAsync();
            throw new StartException(spec.Part, $"it did not print '{readyLine}'. Its log: {spec.LogFile}", tail);
        }

        return process;
    }
}
