using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansFailover.DeadLetters.Client;
using Spectre.Console;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary>What the commands for dead letters share: where they write, where they read settings, how they reach a gateway.</summary>
/// <param name="output">What was asked for.</param>
/// <param name="errors">What went wrong.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="handler">Makes the way to a gateway.</param>
internal sealed class AdminSession(IAnsiConsole output, IAnsiConsole errors, Func<string, string?> environment, Func<HttpMessageHandler> handler)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The console, the environment and the network of this process.</summary>
    public static AdminSession OfThisProcess() => new(
        AnsiConsole.Console,
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        System.Environment.GetEnvironmentVariable,
        CreateHandler);

    /// <summary>The token goes to the gateway that was named, and nowhere else.</summary>
    public static HttpMessageHandler CreateHandler() =>
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = ConnectTimeout };

    public Func<string, string?> Environment => environment;

    /// <summary>Does something with a gateway, and tells what stopped it.</summary>
    public async Task<int> RunAsync(AdminAccess access, Func<AdminClient, Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new AdminClient(access, handler());
            return await action(client);
        }
        catch (AdminException failure)
        {
            Fail(failure.Message);
            return ExitCode.Broken;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Fail("Ended before it was done.");
            return ExitCode.Broken;
        }
    }

    public void Write<T>(T value, JsonTypeInfo<T> type) => WriteRaw(output, JsonSerializer.Serialize(value, type));

    public void Write(string text) => WriteRaw(output, Plain(text));

    /// <summary>A line that is no part of what was asked for.</summary>
    public void Tell(string line) => WriteRaw(errors, Plain(line));

    private void Fail(string message) => errors.MarkupLineInterpolated($"[red]Error:[/] {Plain(message)}");

    // Past the console's width: a name that is broken in two cannot be copied, nor JSON be read.
    private static void WriteRaw(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    // A letter holds what a stranger wrote: nothing of it may steer the terminal.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = char.IsControl(letter) && letter is not ('\n' or '\t') ? plain.Append($"\\u{(int)letter:x4}") : plain.Append(letter);
        }

        return plain.ToString();
    }
}
