using Spectre.Console;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Commands;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>The drill pointed at regions that somebody else started, which send to it as they would to the Cloud API; with its control.</summary>
[Trait("Category", "EndToEnd")]
[Collection("one stack at a time")]
public sealed class RehearsalTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task Rehearse_RegionIsTakenAway_HoldsEveryPromiseAndACommandThatTakesNothingShowsNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        foreach (var name in (string[])["WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_ACCESS_TOKEN"])
        {
            Environment.SetEnvironmentVariable(name, Secret);
        }

        var ports = FreePorts.Take(2);
        Uri listen = new($"http://127.0.0.1:{ports[1]}");
        await using var stack = await LocalStack.CreateAsync(
            new StackSettings { EdgePort = ports[0], Script = Scripts.SixQuestions, CloudApi = listen, QuoteMessages = true }, TimeProvider.System, cancellationToken);
        await stack.StartAsync(_ => { }, cancellationToken);
        var pids = string.Join(' ', stack.Cluster.Region(StackSettings.Regions[0]).Processes.Select(process => process.Id));

        var (code, said) = await RehearseAsync("echo nothing", 1);
        Assert.True(code == ExitCode.Broken, said);
        Assert.Contains("westeurope went on alone", said, StringComparison.Ordinal);
        Assert.Contains("  nothing", said, StringComparison.Ordinal);

        (code, said) = await RehearseAsync($"kill -9 {pids}", 2);
        Assert.True(code == ExitCode.Held, said);

        async Task<(int Code, string Said)> RehearseAsync(string lose, long seed)
        {
            await using StringWriter said = new();
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(said) });
            var code = await new RehearseAction(console, Environment.GetEnvironmentVariable, TimeProvider.System).RunAsync(
                new RehearseRequest(
                    stack.Topology.Webhook, listen, StackSettings.Regions, BusinessNumber.Default, lose, GiveBack: null, 8, TimeSpan.FromSeconds(40), seed, Report: null),
                cancellationToken);
            return (code, said.ToString());
        }
    }
}
