using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansFailover.Access;
using OrleansFailover.OpsConsole.Conversations;
using OrleansFailover.OpsConsole.DeadLetters;
using OrleansFailover.OpsConsole.Hosting;
using OrleansFailover.OpsConsole.Http;
using OrleansFailover.OpsConsole.Tests.Support;

namespace OrleansFailover.OpsConsole.Tests.Hosting;

/// <summary>What the desks do for whom, whatever a page showed.</summary>
public sealed class OperatorGateTests
{
    private readonly List<string> audit = [];

    [Fact]
    public async Task Desks_Viewer_GetsNothingDoneAndNoContent()
    {
        await using var host = await FakeHost.StartAsync(context => throw new InvalidOperationException($"{context.Request.Path} was asked for."));
        var settings = Settings.Of(host.Address, host.Address);
        using var letters = new LetterDesk(settings, Gate(), TimeProvider.System);

        Assert.Null(await letters.WorkAsync(Person(AccessRoles.Viewer), LetterWork.Replay, Settings.East, ["a"], _ => { }, TestContext.Current.CancellationToken));
        Assert.Null(await letters.WorkAsync(Person(AccessRoles.Viewer), LetterWork.Discard, Settings.East, ["a"], _ => { }, TestContext.Current.CancellationToken));
        Assert.Null(await letters.ReadAsync(Person(AccessRoles.Viewer), Settings.East, "a", TestContext.Current.CancellationToken));

        Assert.Empty(host.Asked);
        Assert.Equal(
            [
                "ann asked for replay of dead letters on eastus: a: 403.",
                "ann asked for discard of dead letters on eastus: a: 403.",
                "ann asked for content of a dead letter on eastus a: 403.",
            ],
            audit);
    }

    [Fact]
    public async Task WorkAsync_Operator_IsDoneInStepsAndOnTheAuditTrail()
    {
        await using var host = await FakeHost.StartAsync(context => context.Response.WriteAsJsonAsync(new { replayed = 25, notReplayable = 0 }));
        using var letters = new LetterDesk(Settings.Of(host.Address, host.Address), Gate(), TimeProvider.System);
        List<int> told = [];

        var end = await letters.WorkAsync(
            Person(AccessRoles.Operator), LetterWork.Replay, Settings.East, [.. Enumerable.Range(0, 60).Select(number => $"{number}")], soFar => told.Add(soFar.Done), TestContext.Current.CancellationToken);

        Assert.Equal(new LetterProgress(60, 60, 0, null), end);
        Assert.Equal([25, 50, 60], told);
        Assert.Equal(3, host.Asked.Count(asked => asked == ("/admin/dead-letters/replay", "Bearer a-token-of-the-tests")));
        Assert.StartsWith("ann asked for replay of dead letters on eastus: 0 1 2", Assert.Single(audit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkAsync_GatewayGoneHalfway_StopsAndSaysSo()
    {
        var asked = 0;
        await using var host = await FakeHost.StartAsync(context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.Response.WriteAsJsonAsync(new { discarded = 25 });
        });
        using var letters = new LetterDesk(Settings.Of(host.Address, host.Address), Gate(), TimeProvider.System);

        var end = await letters.WorkAsync(
            Person(AccessRoles.Operator), LetterWork.Discard, Settings.East, [.. Enumerable.Range(0, 60).Select(number => $"{number}")], _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(25, end!.Done);
        Assert.NotNull(end.Error);
    }

    [Fact]
    public async Task ListAsync_OneRegionGone_TheOtherOneIsListed()
    {
        await using var west = await FakeHost.StartAsync(context => context.Response.WriteAsJsonAsync(new { items = Array.Empty<object>() }));
        using var letters = new LetterDesk(Settings.Of(null, west.Address), Gate(), TimeProvider.System);

        var listed = await letters.ListAsync(new([], null, null, null), "kept", 10, TestContext.Current.CancellationToken);

        Assert.NotNull(listed[0].Error);
        Assert.Null(listed[1].Error);
    }

    [Theory]
    [InlineData(AccessRoles.Viewer, false)]
    [InlineData(AccessRoles.Operator, true)]
    public async Task FindAsync_WithContent_IsAskedForOperatorsAlone(string role, bool expected)
    {
        var bodies = new ConcurrentQueue<string>();
        await using var west = await FakeHost.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Enqueue(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
            await context.Response.WriteAsync("""{"region":"westeurope","items":[]}""");
        });
        var settings = Settings.Of(null, west.Address);
        using var http = new HostHttp(settings, TimeProvider.System);
        var desk = new ConversationDesk(http, Gate(), settings);

        var found = await desk.FindAsync(Person(role), new("4917012345", null, Content: true), TestContext.Current.CancellationToken);

        Assert.Equal(["does not answer", null], found.Select(finding => finding.Error));
        Assert.Contains($"\"content\":{(expected ? "true" : "false")}", Assert.Single(bodies), StringComparison.Ordinal);
        Assert.DoesNotContain("4917012345", Assert.Single(audit), StringComparison.Ordinal);
    }

    private OperatorGate Gate() => new(new AuditTrail(new Lines(audit)));

    private static ClaimsPrincipal Person(string role) => new(new ClaimsIdentity([new("name", "ann"), new("roles", role)], "test", "name", "roles"));

    private sealed class Lines(List<string> lines) : ILogger<AuditTrail>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
