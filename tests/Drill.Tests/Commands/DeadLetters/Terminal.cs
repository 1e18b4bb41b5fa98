using System.CommandLine;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Drill.Commands;
using OrleansFailover.Drill.Commands.DeadLetters;
using Spectre.Console;

namespace OrleansFailover.Drill.Tests.Commands.DeadLetters;

/// <summary>Runs the program's command line in this process, against a gateway in this process.</summary>
internal sealed class Terminal(Func<HttpMessageHandler> handler)
{
    public const string Gateway = "http://gateway.example";

    public Dictionary<string, string?> Environment { get; } = new()
    {
        [AccessOptions.GatewayVariable] = Gateway,
        [AccessOptions.TokenVariable] = ReplayHost.Token,
    };

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs <c>dead-letters</c> with the given words. No run may show the token.</summary>
    public async Task<int> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new AdminSession(Console(output), Console(errors), Environment.GetValueOrDefault, handler);
        var root = new RootCommand { DeadLettersCommand.Create(session, TimeProvider.System) };

        var code = await CommandLine.RunAsync(root, ["dead-letters", .. words], new InvocationConfiguration { Output = output, Error = errors });

        (Output, Errors) = (output.ToString(), errors.ToString());
        Assert.DoesNotContain(ReplayHost.Token, Output + Errors, StringComparison.Ordinal);
        return code;
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        return console;
    }
}
