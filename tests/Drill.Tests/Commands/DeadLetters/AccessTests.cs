using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Drill.Commands;
using OrleansFailover.Drill.Commands.DeadLetters;

namespace OrleansFailover.Drill.Tests.Commands.DeadLetters;

public sealed class AccessTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("option")]
    [InlineData("file")]
    [InlineData("variable")]
    [InlineData("file variable")]
    public async Task List_TokenFromAnyPlace_IsTaken(string place)
    {
        await using var host = await ReplayHost.StartAsync();
        var terminal = new Terminal(host.Handler);
        terminal.Environment.Remove(AccessOptions.TokenVariable);
        await File.WriteAllTextAsync(file, ReplayHost.Token + "\n", TestContext.Current.CancellationToken);
        string[] more = place switch
        {
            "option" => ["--token", ReplayHost.Token],
            "file" => ["--token-file", file],
            _ => [],
        };
        terminal.Environment[place == "variable" ? AccessOptions.TokenVariable : AccessOptions.TokenFileVariable] =
            place switch { "variable" => ReplayHost.Token, "file variable" => file, _ => "/nowhere" };

        Assert.Equal(ExitCode.Held, await terminal.RunAsync(["list", .. more]));
    }

    [Fact]
    public async Task List_WrongToken_FailsWithoutShowingIt()
    {
        await using var host = await ReplayHost.StartAsync();
        var terminal = new Terminal(host.Handler);
        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("list", "--token", "another-token-of-some-length"));
        Assert.Contains("refused the token", terminal.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("another-token", terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_GatewayThatLetsNobodyIn_Fails()
    {
        await using var host = await ReplayHost.StartAsync(token: null);
        var terminal = new Terminal(host.Handler);
        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("list"));
        Assert.Contains("refused the token", terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NobodyListens_Fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var terminal = new Terminal(AdminSession.CreateHandler);

        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("list", "--gateway", $"http://127.0.0.1:{port}"));

        Assert.Contains("No gateway answers", terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AnswersARedirect_DoesNotTakeTheTokenThere()
    {
        var asked = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Map("{*path}", (HttpContext context) =>
        {
            asked.Add(context.Request.Path);
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var terminal = new Terminal(AdminSession.CreateHandler);

        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("list", "--gateway", app.Urls.Single()));

        Assert.Equal(["/admin/dead-letters"], asked);
        Assert.Contains("302", terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SomethingElseAnswers_Fails()
    {
        var terminal = new Terminal(() => new Page());
        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("list"));
        Assert.Contains("is no region's gateway", terminal.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list --limit 0")]
    [InlineData("list --limit 1001")]
    [InlineData("list --from yesterday")]
    [InlineData("list --status gone")]
    [InlineData("list --gateway gateway")]
    [InlineData("list --token x --token-file y")]
    [InlineData("list --token x\u0007")]
    [InlineData("show")]
    [InlineData("replay")]
    [InlineData("replay --all --reason loop")]
    [InlineData("discard --yes")]
    [InlineData("list --token-file /nowhere/at/all")]
    public async Task Any_WrongUsage_IsUsageAndAsksNobody(string words)
    {
        var terminal = new Terminal(() => throw new InvalidOperationException("A gateway was asked."));
        Assert.Equal(ExitCode.Usage, await terminal.RunAsync(words.Split(' ')));
    }

    [Theory]
    [InlineData(AccessOptions.GatewayVariable)]
    [InlineData(AccessOptions.TokenVariable)]
    public async Task Any_GatewayOrTokenMissing_NamesWhatToSet(string variable)
    {
        var terminal = new Terminal(() => throw new InvalidOperationException("A gateway was asked."));
        terminal.Environment.Remove(variable);
        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("list"));
        Assert.Contains(variable, terminal.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);

    private sealed class Page : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html/>", System.Text.Encoding.UTF8, "text/html") });
    }
}
