using System.CommandLine;
using OrleansFailover.Drill.Commands;
using OrleansFailover.Drill.Commands.Residency;
using Spectre.Console;

namespace OrleansFailover.Drill.Tests.Commands.Residency;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public ExplainCommandTests() => File.WriteAllText(file, """
        {
          "Regions": { "All": [ { "Name": "eastus" }, { "Name": "westeurope" } ] },
          "Residency": {
            "Zones": [ { "Name": "eu", "Regions": [ "westeurope" ] } ],
            "Rules": [
              { "Name": "clinic", "Zone": "eu", "BusinessNumbers": [ "2001" ], "WhenHomeIsDown": "Deny" },
              { "Name": "german", "Zone": "eu", "Countries": [ "DE" ] } ]
          }
        }
        """);

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Explain_ARestrictedSender_NamesTheRuleAndWhatEachRegionDoes()
    {
        var (code, text) = await RunAsync("+49 170 1234567", "--settings", file);

        Assert.Equal(ExitCode.Held, code);
        Assert.Contains("Rule german matches: zone eu, home westeurope, Mask while no home region is up.", text, StringComparison.Ordinal);
        Assert.Contains("Country: DE.", text, StringComparison.Ordinal);
        Assert.Matches(@"eastus +[│|] no +[│|] hands it to westeurope +[│|] goes on from metadata, seals content", text);
        Assert.Matches(@"westeurope +[│|] yes +[│|] takes it +[│|] takes it", text);
        Assert.DoesNotContain("1234567", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WithTheBusinessNumber_TakesTheRuleBefore()
    {
        var (_, text) = await RunAsync("+1 202 555 0143", "--settings", file, "--business-number", "2001");

        Assert.Contains("Rule clinic matches", text, StringComparison.Ordinal);
        Assert.Matches(@"eastus +[│|] no +[│|] hands it to westeurope +[│|] seals and holds it", text);
    }

    [Fact]
    public async Task Explain_TwoIdsOfOneSender_EitherMayMatch() =>
        Assert.Contains("Rule german matches", (await RunAsync("+1 202 555 0143", "DE.1349", "--settings", file)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Explain_AFreeSender_SaysSo() =>
        Assert.Contains("No rule matches: the sender is free", (await RunAsync("+1 202 555 0143", "--settings", file)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Explain_SettingsWithErrors_TellsThem()
    {
        await File.WriteAllTextAsync(file, """{ "Residency": { "Zones": [ { "Name": "eu" } ] } }""", TestContext.Current.CancellationToken);
        var (code, text) = await RunAsync("+49 170 1234567", "--settings", file);

        Assert.Equal(ExitCode.Broken, code);
        Assert.Contains("The zone 'eu' has no region", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public async Task Explain_SettingsOfNothing_IsBroken(string content)
    {
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Broken, (await RunAsync("+49 170 1234567", "--settings", file)).Code);
    }

    [Theory]
    [InlineData("+49 170 1234567")]
    [InlineData("+49 170 1234567", "--settings", "/nowhere/settings.json")]
    public async Task Explain_WithoutSettings_IsNotUnderstood(params string[] words) => Assert.Equal(ExitCode.Usage, (await RunAsync(words)).Code);

    private static async Task<(int Code, string Text)> RunAsync(params string[] words)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 160;
        var root = new RootCommand { ResidencyCommand.Create(console) };
        using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(root, ["residency", "explain", .. words], new InvocationConfiguration { Output = errors, Error = errors });
        return (code, writer.ToString());
    }
}
