using OrleansFailover.DeadLetters.Replay;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Tests.Conversation;

namespace OrleansFailover.DeadLetters.Tests.Replay;

public sealed class ReplayTests
{
    private static readonly Events Ann = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_WebhooksAndEnvelopes_GoToTheLogInTheOrderOfTheirAcks()
    {
        await using var host = await ReplayHost.StartAsync();
        await host.Store.StoreAsync(Letters.Webhook(20, Bodies.Text("m2", 20, "Ann"), DeadLetterReason.RegionNotActive), Ct);
        await host.Store.StoreAsync(Letters.Envelope(30, Ann.Message("m3", 30, "Bonn"), 1), Ct);
        await host.Store.StoreAsync(Letters.Webhook(10, Bodies.Text("m1", 10, "hi")), Ct);
        await host.Store.StoreAsync(Letters.Envelope(15, Ann.Message("m15", 15, "Bonn"), 2), Ct);

        Assert.Equal(new ReplayResult(4, 0, null, null), await host.Replayer.ReplayAsync(new(), null, 100, Ct));
        Assert.Equal(new ReplayResult(0, 0, null, null), await host.Replayer.ReplayAsync(new(), null, 100, Ct));

        Assert.Equal(["m1", "m15", "m2", "m3"], host.LogIds());
        Assert.Equal(["Replayed m1 eastus", "Replayed m15 eastus", "Replayed m2 eastus", "Replayed m3 eastus"], host.FailoverEvents.Lines);
        Assert.Equal(4, (await host.Store.ListAsync(new() { Status = DeadLetterStatus.Replayed }, null, 10, Ct)).Items.Count);
        Assert.Equal(Letters.Start.AddSeconds(10), host.Log[0].Receipt.ReceivedAt);
    }

    [Fact]
    public async Task Replay_ALimit_GoesOnFromWhereItWas()
    {
        await using var host = await ReplayHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await host.Store.StoreAsync(Letters.Envelope(i, Ann.Message($"m{i}", i, "x"), i), Ct);
        }

        var first = await host.Replayer.ReplayAsync(new(), null, 2, Ct);
        var rest = await host.Replayer.ReplayAsync(new(), first.Next, 10, Ct);

        Assert.Equal((2, 3), (first.Replayed, rest.Replayed));
        Assert.NotNull(first.Next);
        Assert.Equal(["m0", "m1", "m2", "m3", "m4"], host.LogIds());
    }

    [Fact]
    public async Task Replay_LogRefuses_StopsThereAndLeavesTheRestWaiting()
    {
        await using var host = await ReplayHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await host.Store.StoreAsync(Letters.Envelope(i, Ann.Message($"m{i}", i, "x"), i), Ct);
        }

        host.Refuse = item => _ = item.Id.Value == "m1" ? throw new InboundLog.InboundLogException("no") : 0;
        var stopped = await host.Replayer.ReplayAsync(new(), null, 10, Ct);

        Assert.Equal(1, stopped.Replayed);
        Assert.Equal(["Replayed m0 eastus"], host.FailoverEvents.Lines);
        Assert.EndsWith("@1", stopped.FailedAt, StringComparison.Ordinal);
        Assert.Equal(["m0"], host.LogIds());
        Assert.Equal(2, Assert.Single(await host.Store.CountAsync(Ct)).Count);
    }

    [Fact]
    public async Task Replay_WhatHoldsNoEvent_StaysAndBlocksNothing()
    {
        await using var host = await ReplayHost.StartAsync();
        await host.Store.StoreAsync(Letters.Webhook(0, "no json", "unreadable"), Ct);
        await host.Store.StoreAsync(Letters.Envelope(1, Ann.Message("x", 1, "x"), 1) with { Reason = DeadLetterReason.UnreadableRecord, Envelope = "{}"u8.ToArray() }, Ct);
        await host.Store.StoreAsync(Letters.Envelope(2, Ann.Message("m2", 2, "x"), 2), Ct);

        var result = await host.Replayer.ReplayAsync(new(), null, 10, Ct);

        Assert.Equal(new ReplayResult(1, 2, null, null), result);
        Assert.Equal(["m2"], host.LogIds());
        Assert.Equal(2, (await host.Store.ListAsync(new(), null, 10, Ct)).Items.Count);
    }

    [Fact]
    public async Task Replay_OutageWebhookWithARejectedPart_KeepsThatPartOnce()
    {
        await using var host = await ReplayHost.StartAsync();
        await host.Store.StoreAsync(Letters.Webhook(0, Bodies.TextAndBroken("m1", 0, "hi")), Ct);

        Assert.Equal(1, (await host.Replayer.ReplayAsync(new() { Reasons = [DeadLetterReason.LogUnavailable] }, null, 10, Ct)).Replayed);
        await host.Replayer.ReplayAsync(new() { Reasons = [DeadLetterReason.LogUnavailable], Status = DeadLetterStatus.Replayed }, null, 10, Ct);

        Assert.Equal(["m1", "m1"], host.LogIds());
        var part = Assert.Single((await host.Store.ListAsync(new(), null, 10, Ct)).Items);
        Assert.Equal("timestamp", part.Letter.Reason);
        Assert.Contains("wamid.broken", Letters.Text(part.Letter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_DiscardedLetters_IsRefused()
    {
        await using var host = await ReplayHost.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => host.Replayer.ReplayAsync(new() { Status = DeadLetterStatus.Discarded }, null, 10, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Replayer.ReplayAsync(new() { Status = null }, null, 10, Ct));
    }
}
