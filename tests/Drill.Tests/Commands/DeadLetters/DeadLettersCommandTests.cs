using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansFailover.DeadLetters;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Drill.Commands;
using OrleansFailover.InboundLog;

namespace OrleansFailover.Drill.Tests.Commands.DeadLetters;

/// <summary>The commands against the endpoints of a gateway as the program builds it.</summary>
public sealed class DeadLettersCommandTests : IAsyncLifetime
{
    private const string Ann = "whatsapp/1065/491701234567";
    private const string Ben = "whatsapp/1065/491707654321";

    private ReplayHost host = null!;
    private Terminal terminal = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ReplayHost.StartAsync();
        terminal = new(host.Handler);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task List_Letters_ShowsEachInTheOrderOfAcksWithoutContent()
    {
        var second = await StoreAsync(1, "region-not-active", Ben);
        var first = await StoreAsync(0, "log-unavailable", Ann);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("list"));

        Assert.Equal([first, second], terminal.Lines.Select(line => line.Split(' ')[0]));
        Assert.All(terminal.Lines, line => Assert.Contains("  conversation:", line, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("4917", terminal.Output, StringComparison.Ordinal);
        Assert.Equal("2 letters", terminal.Errors.Trim());
    }

    [Theory]
    [InlineData("0", "--reason", "log-unavailable")]
    [InlineData("0 2", "--reason", "log-unavailable", "--reason", "unreadable")]
    [InlineData("0 1", "--conversation", Ann)]
    [InlineData("1 2", "--from", "2026-11-23T22:16:01Z")]
    [InlineData("0", "--to", "2026-11-23T22:16:01Z")]
    [InlineData("1", "--from", "2026-11-23T23:16:01+01:00", "--to", "2026-11-23T22:16:02")]
    [InlineData("", "--status", "replayed")]
    [InlineData("", "--from", "30m", "--to", "1ms")]
    public async Task List_AFilter_LeavesThose(string expected, params string[] filter)
    {
        string[] ids = [await StoreAsync(0, "log-unavailable", Ann), await StoreAsync(1, "region-not-active", Ann), await StoreAsync(2, "unreadable", Ben)];

        Assert.Equal(ExitCode.Held, await terminal.RunAsync(["list", .. filter]));

        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(index => ids[int.Parse(index, CultureInfo.InvariantCulture)]),
            terminal.Lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task List_MoreThanAPage_NamesWhereTheNextOneGoesOn()
    {
        var ids = new List<string>();
        for (var second = 0; second < 5; second++)
        {
            ids.Add(await StoreAsync(second, "unreadable", Ann));
        }

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("list", "--limit", "2"));
        Assert.Equal(ids[..2], terminal.Lines.Select(line => line.Split(' ')[0]));
        Assert.Equal($"2 letters; more with --after {ids[1]}", terminal.Errors.Trim());

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("list", "--limit", "2", "--after", ids[1], "--json"));
        using (var page = JsonDocument.Parse(terminal.Output))
        {
            Assert.Equal(ids[2..4], page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            Assert.Equal(ids[3], page.RootElement.GetProperty("next").GetString());
        }

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("list", "--limit", "2", "--all"));
        Assert.Equal(ids, terminal.Lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Show_OneLetter_ShowsItsContentOnlyWhenAskedFor()
    {
        var id = await StoreAsync(0, "log-unavailable", Ann);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("show", id));
        Assert.Contains("reason        log-unavailable", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("acked         2026-11-23T22:16:00.000Z", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("4917", terminal.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("show", id, "--content"));
        Assert.Contains("secret", terminal.Output, StringComparison.Ordinal);
        Assert.Contains(Ann, terminal.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("show", id, "--content", "--json"));
        using var letter = JsonDocument.Parse(terminal.Output);
        Assert.Contains("secret", letter.RootElement.GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ContentThatWouldSteerTheTerminal_IsWrittenOut()
    {
        var id = await host.Store.StoreAsync(Letters.Webhook(0, "\u001b]0;owned\u0007[red]", "unreadable"), Ct);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("show", id.Value, "--content"));

        Assert.Contains("\\u001b]0;owned\\u0007[red]", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_NoSuchLetter_Fails()
    {
        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("show", "20261123T2216000000000Z_unreadable_nobody"));
        Assert.Contains("has no such letter", terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ByReason_BringsThoseToTheLogAndCountsThem()
    {
        await StoreAsync(1, "log-unavailable", Ann);
        await StoreAsync(0, "log-unavailable", Ann);
        await StoreAsync(2, "region-not-active", Ann);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("replay", "--reason", "log-unavailable"));

        Assert.Equal(["2 replayed"], terminal.Lines);
        Assert.Equal(["m0", "m1"], host.LogIds());
        Assert.Equal(ExitCode.Held, await terminal.RunAsync("replay", "--reason", "log-unavailable", "--json"));
        Assert.Equal(0, JsonDocument.Parse(terminal.Output).RootElement.GetProperty("replayed").GetInt32());
        Assert.Equal(ExitCode.Held, await terminal.RunAsync("replay", "--reason", "log-unavailable", "--again"));
        Assert.Equal(["2 replayed"], terminal.Lines);
    }

    [Fact]
    public async Task Replay_MoreThanOnePart_CountsAllOfThem()
    {
        const int Letters = 203;
        for (var second = 0; second < Letters; second++)
        {
            await StoreAsync(second, "log-unavailable", Ann);
        }

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("replay", "--all"));

        Assert.Equal([$"{Letters} replayed"], terminal.Lines);
        Assert.Equal(Enumerable.Range(0, Letters).Select(second => $"m{second}"), host.LogIds());
    }

    [Fact]
    public async Task Replay_TheLogRefusesOne_StopsThereAndTellsSo()
    {
        await StoreAsync(0, "log-unavailable", Ann);
        var refused = await StoreAsync(1, "log-unavailable", Ann);
        host.Refuse = item => _ = item.Id.Value == "m1" ? throw new InboundLogException("no") : 0;

        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("replay", "--all"));

        Assert.Equal("1 replayed", terminal.Lines[0]);
        Assert.StartsWith($"stopped at {refused}", terminal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WhatHoldsNoEvent_StaysAndIsNoSuccess()
    {
        await host.Store.StoreAsync(Letters.Webhook(0, "no json", "unreadable"), Ct);
        await StoreAsync(1, "log-unavailable", Ann);

        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("replay", "--from", "2026-11-23"));

        Assert.Equal(["1 replayed", "1 stay: the gateway's build reads no event in them"], terminal.Lines);
    }

    [Fact]
    public async Task Replay_ANameThatDoesNotWait_IsNoSuccess()
    {
        var id = await StoreAsync(0, "log-unavailable", Ann);

        Assert.Equal(ExitCode.Broken, await terminal.RunAsync("replay", id, "20261123T2216000000000Z_unreadable_nobody"));

        Assert.Equal(["1 replayed", "1 of the named letters do not wait"], terminal.Lines);
    }

    [Fact]
    public async Task Discard_WithoutYes_DiscardsNothing()
    {
        await StoreAsync(0, "unreadable", Ann);

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("discard", "--all"));
        Assert.Equal(1, (await host.Store.CountAsync(Ct)).Single().Count);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("discard", "--all", "--yes"));
        Assert.Equal(["1 discarded"], terminal.Lines);
        Assert.Empty(await host.Store.CountAsync(Ct));
        Assert.Equal(ExitCode.Held, await terminal.RunAsync("replay", "--all"));
        Assert.Equal(["0 replayed"], terminal.Lines);
    }

    [Fact]
    public async Task Discard_ByName_LeavesTheOthers()
    {
        var id = await StoreAsync(0, "unreadable", Ann);
        await StoreAsync(1, "unreadable", Ann);

        Assert.Equal(ExitCode.Held, await terminal.RunAsync("discard", id, "--yes", "--json"));

        Assert.Equal(1, JsonDocument.Parse(terminal.Output).RootElement.GetProperty("discarded").GetInt32());
        Assert.Equal(1, (await host.Store.CountAsync(Ct)).Single().Count);
        Assert.Equal(ExitCode.Held, await terminal.RunAsync("list", "--status", "discarded"));
        Assert.Equal(id, Assert.Single(terminal.Lines).Split(' ')[0]);
    }

    private async Task<string> StoreAsync(int second, string reason, string conversation) =>
        (await host.Store.StoreAsync(Letters.Webhook(second, Bodies.Text($"m{second}", second, "secret"), reason, conversation), Ct)).Value;
}
