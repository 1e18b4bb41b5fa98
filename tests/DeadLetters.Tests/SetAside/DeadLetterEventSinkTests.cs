using OrleansFailover.DeadLetters.SetAside;
using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Tests.Conversation;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.DeadLetters.Tests.SetAside;

public sealed class DeadLetterEventSinkTests : IDisposable
{
    private static readonly Events Ann = new();

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("dead-letters-");
    private readonly Stores stores = new();
    private readonly FileFolder folder;
    private readonly DeadLetterStore store;
    private readonly DeadLetterEventSink sink;

    public DeadLetterEventSinkTests()
    {
        folder = new(new DeadLetterOptions { Directory = directory.FullName }, stores.Clock);
        store = stores.Over(folder);
        sink = new(store, new ThisRegion(new RegionId("eastus")));
    }

    private static UndeliverableEvent Failed => new()
    {
        Topic = "inbound", Partition = 3, Offset = 99, AppendedAt = Letters.Start, Event = Ann.Message("m1", 10, "hi"),
        Cause = SetAsideCause.TurnFailed, Attempts = 5, Reason = "late",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        stores.Dispose();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Keep_UndeliverableTwice_IsOneLetterWithTheEnvelope()
    {
        var undeliverable = Failed;

        await sink.KeepAsync(undeliverable, Ct);
        stores.Clock.Advance(TimeSpan.FromMinutes(5));
        await sink.KeepAsync(undeliverable, Ct);

        var letter = Assert.Single((await store.ListAsync(new(), null, 10, Ct)).Items).Letter;
        Assert.Equal((DeadLetterReason.TurnFailed, "inbound/3@99", "late"), (letter.Reason, letter.Source, letter.Detail));
        Assert.Equal((5, undeliverable.Event.Receipt.ReceivedAt), (letter.Attempts, letter.Time));
        Assert.Equal([Ann.Conversation.Key], letter.Conversations);
        Assert.Equal(undeliverable.Event, EnvelopeCodec.Decode(letter.Envelope!.Value.Span));
    }

    [Fact]
    public async Task Keep_UnreadableTwice_IsOneLetterWithTheBytes()
    {
        var unreadable = new UnreadableEvent
        {
            Topic = "inbound", Partition = 0, Offset = 7, AppendedAt = Letters.Start,
            Key = System.Text.Encoding.UTF8.GetBytes(Ann.Conversation.Key), Value = new byte[] { 1, 255 }, Reason = "no envelope",
        };

        await sink.KeepAsync(unreadable, Ct);
        await sink.KeepAsync(unreadable with { Key = new byte[] { 255 } }, Ct);
        await sink.KeepAsync(unreadable with { Offset = 8, Key = new byte[] { 255 } }, Ct);

        var letters = (await store.ListAsync(new(), null, 10, Ct)).Items.Select(item => item.Letter).ToArray();
        Assert.Equal(["inbound/0@7", "inbound/0@8"], letters.Select(letter => letter.Source));
        Assert.All(letters, letter => Assert.Equal([1, 255], letter.Envelope!.Value.ToArray()));
        Assert.Equal([Ann.Conversation.Key], letters[0].Conversations);
        Assert.Empty(letters[1].Conversations);
        Assert.Equal([255], letters[1].LogKey!.Value.ToArray());
    }

    [Fact]
    public async Task Keep_NotTaken_IsAnotherReason()
    {
        await sink.KeepAsync(Failed with { Cause = SetAsideCause.NotTaken }, Ct);
        Assert.Equal(DeadLetterReason.NotTaken, Assert.Single((await store.ListAsync(new(), null, 10, Ct)).Items).Letter.Reason);
    }

    [Theory]
    [InlineData(DeadLetterStatus.Replayed, SetAsideFate.Replayed)]
    [InlineData(DeadLetterStatus.Discarded, SetAsideFate.Discarded)]
    public async Task Fate_Letter_IsWhatTheOperatorDid(DeadLetterStatus status, SetAsideFate fate)
    {
        Assert.Equal(SetAsideFate.Missing, await sink.FateAsync(Failed, Ct));
        await sink.KeepAsync(Failed, Ct);
        Assert.Equal(SetAsideFate.Waiting, await sink.FateAsync(Failed, Ct));
        await store.SettleAsync(Assert.Single((await store.ListAsync(new(), null, 10, Ct)).Items).Id.Value, status, Ct);
        Assert.Equal(fate, await sink.FateAsync(Failed, Ct));

        // Set aside once more, after a crash: it is the same letter, and what was decided holds.
        await sink.KeepAsync(Failed, Ct);
        Assert.Equal(fate, await sink.FateAsync(Failed, Ct));
    }

    [Fact]
    public async Task Keep_StoreBroken_ThrowsSoThatTheLogOffersItAgain()
    {
        directory.Delete(recursive: true);
        await Assert.ThrowsAsync<DeadLetterStoreException>(() => sink.KeepAsync(Failed, Ct));
        directory.Create();
    }
}
