using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.DeadLetters.Tests.Storage;

/// <summary>What every store promises, whatever it is made of.</summary>
public abstract class DeadLetterStoreConformance : IAsyncLifetime
{
    private readonly Stores stores = new();
    private IRecordFolder folder = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract ValueTask<IRecordFolder> FolderAsync();

    public async ValueTask InitializeAsync() => folder = await FolderAsync();

    public virtual ValueTask DisposeAsync()
    {
        stores.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Store_ALetter_IsReadAsItWas()
    {
        var store = stores.Over(folder);
        var letter = Letters.Webhook(0, "x", "loop", "whatsapp/1/2") with { Webhook = new byte[] { 0, 255, 10 }, FailoverCount = 2, Attempts = 3, Detail = "why" };

        var id = await store.StoreAsync(letter, Ct);

        var found = await stores.Over(folder).ReadAsync(id.Value, Ct);
        Assert.NotNull(found);
        Assert.Equal(id, found.Id);
        Assert.Equal(DeadLetterStatus.Kept, found.Status);
        Assert.Equal([0, 255, 10], found.Letter.Webhook!.Value.ToArray());
        Assert.Null(found.Letter.Envelope);
        Assert.Equal(("loop", "eastus", "webhook", 2, 3, "why"), (found.Letter.Reason, found.Letter.Region, found.Letter.Source, found.Letter.FailoverCount, found.Letter.Attempts, found.Letter.Detail));
        Assert.Equal(["whatsapp/1/2"], found.Letter.Conversations);
        Assert.Equal(Letters.Start, found.Letter.Time);
        Assert.Equal(stores.Clock.GetUtcNow(), found.Letter.KeptAt);
        Assert.Equal(1, stores.Measured("dead_letters.kept/loop"));
    }

    [Fact]
    public async Task Store_TheSameKeyAgain_LeavesTheFirstAndCountsOnce()
    {
        var store = stores.Over(folder);
        var first = Letters.Webhook(0, "first") with { Key = DeadLetterId.KeyOf("inbound", 3, 99) };

        var id = await store.StoreAsync(first, Ct);
        await store.SettleAsync(id.Value, DeadLetterStatus.Replayed, Ct);
        var again = await store.StoreAsync(first with { Webhook = "second"u8.ToArray() }, Ct);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stores.Over(folder).StoreAsync(first, Ct)));

        Assert.Equal(id, again);
        var found = Assert.Single((await store.ListAsync(new() { Status = null }, null, 10, Ct)).Items);
        Assert.Equal("first", Letters.Text(found.Letter));
        Assert.Equal(DeadLetterStatus.Replayed, found.Status);
        Assert.Equal(1, stores.Measured("dead_letters.kept/log-unavailable"));
    }

    [Fact]
    public async Task List_ManyLetters_ComesInPagesByTheTimeOfTheAck()
    {
        var store = stores.Over(folder);
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => store.StoreAsync(Letters.Webhook(i * 7 % 25, $"{i * 7 % 25}", i % 2 == 0 ? "loop" : "unreadable"), Ct)));

        var contents = new List<string>();
        string? after = null;
        var pages = 0;
        do
        {
            var page = await store.ListAsync(new(), after, 10, Ct);
            contents.AddRange(page.Items.Select(item => Letters.Text(item.Letter)));
            after = page.Next;
            pages++;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), contents);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task List_Filters_Narrow()
    {
        var store = stores.Over(folder);
        await store.StoreAsync(Letters.Webhook(0, "a", "loop", "whatsapp/1/ann"), Ct);
        var b = await store.StoreAsync(Letters.Webhook(10, "b", "unreadable", "whatsapp/1/ben", "whatsapp/1/ann"), Ct);
        await store.StoreAsync(Letters.Webhook(20, "c", "loop"), Ct);
        var d = await store.StoreAsync(Letters.Webhook(30, "d", "loop"), Ct);
        await store.SettleAsync(d.Value, DeadLetterStatus.Discarded, Ct);

        Assert.Equal("abc", await ContentsAsync(new()));
        Assert.Equal("ac", await ContentsAsync(new() { Reasons = ["loop"] }));
        Assert.Equal("b", await ContentsAsync(new() { Ids = [b.Value] }));
        Assert.Equal("bc", await ContentsAsync(new() { From = Letters.Start.AddSeconds(10) }));
        Assert.Equal("a", await ContentsAsync(new() { To = Letters.Start.AddSeconds(10) }));
        Assert.Equal("ab", await ContentsAsync(new() { Conversation = "whatsapp/1/ann" }));
        Assert.Equal("b", await ContentsAsync(new() { Conversation = Pseudonym.Of("whatsapp/1/ben") }));
        Assert.Equal("b", await ContentsAsync(new() { Conversation = ConversationId.Parse("whatsapp/1/ben").ToString() }));
        Assert.Equal("", await ContentsAsync(new() { Conversation = "whatsapp/1/nobody" }));
        Assert.Equal("d", await ContentsAsync(new() { Status = DeadLetterStatus.Discarded }));
        Assert.Equal("", await ContentsAsync(new() { Status = DeadLetterStatus.Replayed }));
        Assert.Equal("abcd", await ContentsAsync(new() { Status = null }));

        async Task<string> ContentsAsync(DeadLetterFilter filter) =>
            string.Concat((await store.ListAsync(filter, null, 100, Ct)).Items.Select(item => Letters.Text(item.Letter)));
    }

    [Fact]
    public async Task Settle_Twice_KeepsTheFirstAnswer()
    {
        var store = stores.Over(folder);
        var id = await store.StoreAsync(Letters.Webhook(0, "a"), Ct);
        var at = stores.Clock.GetUtcNow();

        Assert.Equal(DeadLetterStatus.Replayed, await store.SettleAsync(id.Value, DeadLetterStatus.Replayed, Ct));
        stores.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(DeadLetterStatus.Replayed, await store.SettleAsync(id.Value, DeadLetterStatus.Discarded, Ct));

        var found = await store.ReadAsync(id.Value, Ct);
        Assert.Equal((DeadLetterStatus.Replayed, at), (found!.Status, found.StatusAt));
        Assert.Equal(1, stores.Measured("dead_letters.replayed/log-unavailable"));
        Assert.Equal(0, stores.Measured("dead_letters.discarded/log-unavailable"));
    }

    [Fact]
    public async Task Settle_AtOnce_GivesEverybodyTheSameAnswer()
    {
        var store = stores.Over(folder);
        var id = await store.StoreAsync(Letters.Webhook(0, "a"), Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            store.SettleAsync(id.Value, i % 2 == 0 ? DeadLetterStatus.Replayed : DeadLetterStatus.Discarded, Ct)));

        Assert.Single(answers.Distinct());
        Assert.Equal((await store.ReadAsync(id.Value, Ct))!.Status, answers[0]);
    }

    [Theory]
    [InlineData("20261123T2216001234567Z_loop_nobody")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public async Task Read_UnknownName_IsNull(string id)
    {
        var store = stores.Over(folder);
        Assert.Null(await store.ReadAsync(id, Ct));
        Assert.Null(await store.SettleAsync(id, DeadLetterStatus.Replayed, Ct));
    }

    [Fact]
    public async Task Count_ByReason_LeavesOutWhatIsSettled()
    {
        var store = stores.Over(folder);
        Assert.Empty(await store.CountAsync(Ct));
        var oldest = await store.StoreAsync(Letters.Webhook(0, "a", "loop"), Ct);
        await store.StoreAsync(Letters.Webhook(20, "b", "loop"), Ct);
        await store.StoreAsync(Letters.Webhook(10, "c", "loop"), Ct);
        await store.StoreAsync(Letters.Webhook(30, "d", "unreadable"), Ct);
        await store.SettleAsync(oldest.Value, DeadLetterStatus.Discarded, Ct);

        var counts = await store.CountAsync(Ct);

        Assert.Equal([new("loop", 2, Letters.Start.AddSeconds(10)), new("unreadable", 1, Letters.Start.AddSeconds(30))], counts);
        stores.Metrics.Counted(counts);
        Assert.Equal(2, stores.Measured("dead_letters.waiting/loop"));
        Assert.Equal(3590, stores.Measured("dead_letters.oldest.age/loop"));
    }

    [Fact]
    public async Task Purge_SettledLongAgo_IsGoneAndTheRestStays()
    {
        var store = stores.Over(folder);
        var old = await store.StoreAsync(Letters.Webhook(0, "old"), Ct);
        var young = await store.StoreAsync(Letters.Webhook(1, "young"), Ct);
        await store.StoreAsync(Letters.Webhook(2, "waits"), Ct);
        await store.SettleAsync(old.Value, DeadLetterStatus.Replayed, Ct);
        stores.Clock.Advance(TimeSpan.FromDays(8));
        await store.SettleAsync(young.Value, DeadLetterStatus.Replayed, Ct);

        Assert.Equal(1, await store.PurgeAsync(stores.Clock.GetUtcNow() - TimeSpan.FromDays(7), Ct));

        var left = (await store.ListAsync(new() { Status = null }, null, 10, Ct)).Items;
        Assert.Equal(["young", "waits"], left.Select(item => Letters.Text(item.Letter)));
        Assert.Equal([DeadLetterStatus.Replayed, DeadLetterStatus.Kept], left.Select(item => item.Status));
    }

    [Fact]
    public async Task List_RecordOfANewerBuild_IsLeftOut()
    {
        var store = stores.Over(folder);
        await store.StoreAsync(Letters.Webhook(0, "new") with { Version = 2 }, Ct);
        await store.StoreAsync(Letters.Webhook(1, "own"), Ct);

        Assert.Equal("own", Letters.Text(Assert.Single((await store.ListAsync(new(), null, 10, Ct)).Items).Letter));
        Assert.Equal(2, Assert.Single(await store.CountAsync(Ct)).Count);
    }
}
