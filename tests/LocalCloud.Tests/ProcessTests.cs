using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;

namespace OrleansFailover.LocalCloud.Tests;

public sealed class ProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithSettings_PrintsTheReadyLine()
    {
        using var process = Start("--LocalCloud:Region", "eastus", "--LocalCloud:Topics:0", "inbound:4");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Cancellation);

            Assert.Matches(@"^LocalCloud ready region=eastus cosmos=http://127\.0\.0\.1:\d+/ redis=127\.0\.0\.1:\d+ kafka=127\.0\.0\.1:\d+$", line);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Run_CosmosPortIsTaken_NamesPartAndPortAndExitsWithOne()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var process = Start("--LocalCloud:Region", "eastus", "--LocalCloud:CosmosPort", $"{port}");
        var error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains($"part Cosmos could not start on 127.0.0.1:{port}", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Run_SettingsFromTheEnvironmentDoNotFit_TellsAllAndExitsWithOne()
    {
        using var process = Start("--LocalCloud:CosmosPort", "-1");
        var error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Region is missing", error, StringComparison.Ordinal);
        Assert.Contains("CosmosPort (-1)", error, StringComparison.Ordinal);
        Assert.Contains("ReplicationLag (2.00:00:00)", error, StringComparison.Ordinal);
    }

    /// <summary>A stalled machine, many times: a signal that ended one of the broker's threads would leave a port that never answers.</summary>
    [Fact]
    public async Task Run_StoppedAndContinuedOften_TheBrokerStillAnswers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGSTOP.");
        using var process = Start("--LocalCloud:Region", "eastus", "--LocalCloud:Topics:0", "inbound:4");
        try
        {
            var ready = await process.StandardOutput.ReadLineAsync(Cancellation);
            using var stalls = Process.Start(
                "/bin/sh", ["-c", $"for i in $(seq 150); do kill -STOP {process.Id}; sleep 0.005; kill -CONT {process.Id}; sleep 0.01; done"]);
            await stalls.WaitForExitAsync(Cancellation);
            using var client = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = ready!.Split("kafka=")[1] }).SetLogHandler((_, _) => { }).Build();

            var topic = client.GetMetadata("inbound", TimeSpan.FromSeconds(10)).Topics.Single();

            Assert.Equal(4, topic.Partitions.Count);
        }
        finally
        {
            process.Kill();
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LocalCloud__ReplicationLag"] = arguments.Contains("-1") ? "2.00:00:00" : "00:00:00.020";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "LocalCloud.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
