using Orleans.Storage;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>What the storage keeps to, on any store.</summary>
public abstract class RegionalStorageConformance : IAsyncLifetime
{
    private const string Key = "whatsapp/1065/4917";

    private StoreWorld world = null!;

    public async ValueTask InitializeAsync() => world = await CreateWorldAsync();

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ReadStateAsync_NothingStored_IsFreshAndHasAWriter()
    {
        var silo = await world.SiloAsync();

        var state = await silo.ReadAsync(Key);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Empty(state.State.Notes);
        Assert.NotNull(state.State.Version.Writer);
    }

    [Fact]
    public async Task WriteStateAsync_FirstAndSecond_AreReadByAnotherSilo()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);

        await silo.WriteAsync(Key, state, "a");
        var firstETag = state.ETag;
        await silo.WriteAsync(Key, state, "b");

        Assert.True(state.RecordExists);
        Assert.NotNull(firstETag);
        Assert.NotEqual(firstETag, state.ETag);
        Assert.Equal(2, state.State.Version.Head!.Value.Counter);
        var read = await (await world.SiloAsync()).ReadAsync(Key);
        Assert.Equal(["a", "b"], read.State.Notes);
        Assert.True(read.RecordExists);
        Assert.Equal(state.ETag, read.ETag);
        Assert.Equal(state.State.Version, read.State.Version);
        Assert.NotEqual(state.State.Version.Writer, read.State.Version.Writer);
    }

    [Fact]
    public async Task WriteStateAsync_Accepted_WritesTheLastTurnByteForByte()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);

        await silo.WriteAsync(Key, state, "a");

        var copy = Assert.Single(silo.LastTurns.Written);
        Assert.Equal(state.State.Version.Head, copy.Head);
        Assert.Equal(["a"], silo.Codec.ReadState<NoteState>(silo.Codec.ReadHeader(copy.Content)).Notes);
    }

    [Fact]
    public async Task WriteStateAsync_OtherSiloWroteFirst_IsInconsistentAndWritesNoCopy()
    {
        var (first, second) = (await world.SiloAsync(), await world.SiloAsync());
        await first.WriteAsync(Key, await first.ReadAsync(Key), "a");
        var (firstState, secondState) = (await first.ReadAsync(Key), await second.ReadAsync(Key));
        await first.WriteAsync(Key, firstState, "b");

        var lost = await Assert.ThrowsAsync<InconsistentStateException>(() => second.WriteAsync(Key, secondState, "c"));

        Assert.Contains(Pseudonym.Of(Key), lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4917", lost.ToString(), StringComparison.Ordinal);
        Assert.Equal(firstState.ETag, lost.StoredEtag);
        Assert.Empty(second.LastTurns.Written);
        var again = await second.ReadAsync(Key);
        await second.WriteAsync(Key, again, "c");
        Assert.Equal(["a", "b", "c"], (await first.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task WriteStateAsync_BothSilosCreate_OneIsInconsistent()
    {
        var (first, second) = (await world.SiloAsync(), await world.SiloAsync());
        var (firstState, secondState) = (await first.ReadAsync(Key), await second.ReadAsync(Key));
        await first.WriteAsync(Key, firstState, "a");

        await Assert.ThrowsAsync<InconsistentStateException>(() => second.WriteAsync(Key, secondState, "b"));

        Assert.Equal(["a"], (await first.ReadAsync(Key)).State.Notes);
    }

    [Theory]
    [InlineData(nameof(WriteFault.ApplyThenUnavailable), true)]
    [InlineData(nameof(WriteFault.Unavailable), false)]
    [InlineData(nameof(WriteFault.Hang), false)]
    public async Task WriteStateAsync_OutcomeUnknown_IsRefusedUntilReadAgain(string fault, bool isApplied)
    {
        var silo = await world.SiloAsync(configure: options => options.RequestTimeout = TimeSpan.FromSeconds(1));
        var state = await silo.ReadAsync(Key);
        await silo.WriteAsync(Key, state, "a");
        world.FailNextWrite(StoreWorld.East, Enum.Parse<WriteFault>(fault));

        var unknown = await Assert.ThrowsAsync<StoreWriteUnknownException>(() => silo.WriteAsync(Key, state, "b"));
        var refused = await Assert.ThrowsAsync<StoreWriteUnknownException>(() => silo.WriteAsync(Key, state));

        Assert.DoesNotContain("4917", unknown.ToString(), StringComparison.Ordinal);
        Assert.Contains("ReadStateAsync", refused.Message, StringComparison.Ordinal);
        Assert.Single(silo.LastTurns.Written);
        var read = await silo.ReadAsync(Key);
        Assert.Equal(isApplied, read.State.Notes.Contains("b"));
        await silo.WriteAsync(Key, read, "c");
        Assert.Contains("c", (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task WriteStateAsync_LostToItself_IsAccepted()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);
        await silo.WriteAsync(Key, state, "a");
        world.FailNextWrite(StoreWorld.East, WriteFault.ApplyThenLostETag);

        await silo.WriteAsync(Key, state, "b");

        Assert.Equal(2, silo.LastTurns.Written.Count);
        await silo.WriteAsync(Key, state, "c");
        Assert.Equal(["a", "b", "c"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task WriteStateAsync_StoreIsBusy_TriesAgainWithinTheBound()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);
        world.FailNextWrite(StoreWorld.East, WriteFault.BusyTwice);

        await silo.WriteAsync(Key, state, "a");

        Assert.Equal(["a"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task WriteStateAsync_TooLarge_SendsNothingAndTheNextSmallerWriteIsTaken()
    {
        var silo = await world.SiloAsync(configure: options => options.MaxDocumentBytes = 2_000);
        var state = await silo.ReadAsync(Key);
        await silo.WriteAsync(Key, state, "a");
        var small = state.State;

        var tooLarge = await Assert.ThrowsAsync<StateTooLargeException>(() => silo.WriteAsync(Key, state, new string('x', 2_000)));

        Assert.Contains("2000", tooLarge.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], (await silo.ReadAsync(Key)).State.Notes);
        state.State = small;
        await silo.WriteAsync(Key, state, "b");
        Assert.Equal(["a", "b"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task ReadStateAsync_NewerSchema_IsNeitherReadNorOverwritten()
    {
        var (older, newer) = (await world.SiloAsync(), await world.SiloAsync(configure: options => options.SchemaVersion = 2));
        var olderState = await older.ReadAsync(Key);
        var newerState = await newer.ReadAsync(Key);
        await newer.WriteAsync(Key, newerState, "new");

        await Assert.ThrowsAsync<NewerSchemaException>(() => older.ReadAsync(Key));
        await Assert.ThrowsAnyAsync<OrleansException>(() => older.WriteAsync(Key, olderState, "old"));

        Assert.Equal(newerState.ETag, (await newer.ReadAsync(Key)).ETag);
    }

    [Fact]
    public async Task ReadStateAsync_OlderSchema_IsRead()
    {
        var (older, newer) = (await world.SiloAsync(), await world.SiloAsync(configure: options => options.SchemaVersion = 2));
        await older.WriteAsync(Key, await older.ReadAsync(Key), "old");

        Assert.Equal(["old"], (await newer.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task ReadStateAsync_TwoRegionsWroteBeforeReplication_JoinsBoth()
    {
        var (east, west) = (await world.SiloAsync(StoreWorld.East), await world.SiloAsync(StoreWorld.West));
        world.PauseReplication();
        var eastState = await east.ReadAsync(Key);
        await east.WriteAsync(Key, eastState, "east");
        var westState = await west.ReadAsync(Key);
        Assert.Empty(westState.State.Notes);
        await west.WriteAsync(Key, westState, "west");

        await world.ReplicateAsync();

        var (eastRead, westRead) = (await east.ReadAsync(Key), await west.ReadAsync(Key));
        Assert.Equal(["east", "west"], eastRead.State.Notes);
        Assert.Equal(["east", "west"], westRead.State.Notes);
        Assert.Equal(eastState.ETag, eastRead.ETag);
        Assert.Equal(westState.ETag, westRead.ETag);
        Assert.True(eastRead.State.Version.Covers(westState.State.Version.Head!.Value));
        await east.WriteAsync(Key, eastRead, "more");
        await west.WriteAsync(Key, westRead, "most");
    }

    [Fact]
    public async Task WriteStateAsync_OnlyTheOtherRegionWrote_CreatesTheOwnDocument()
    {
        var (east, west) = (await world.SiloAsync(StoreWorld.East), await world.SiloAsync(StoreWorld.West));
        await east.WriteAsync(Key, await east.ReadAsync(Key), "east");
        await world.ReplicateAsync();

        var state = await west.ReadAsync(Key);
        Assert.True(state.RecordExists);
        Assert.Null(state.ETag);
        await west.WriteAsync(Key, state, "west");

        Assert.Equal(["east", "west"], (await west.ReadAsync(Key)).State.Notes);
        Assert.Equal(2, state.State.Version.Head!.Value.Counter);
    }

    [Fact]
    public async Task ReadStateAsync_StandbyCopyOfALostWrite_IsJoined()
    {
        var (east, west) = (await world.SiloAsync(StoreWorld.East), await world.SiloAsync(StoreWorld.West));
        world.PauseReplication();
        await east.WriteAsync(Key, await east.ReadAsync(Key), "east");
        west.LastTurns.Copies.AddRange(east.LastTurns.Written);

        var state = await west.ReadAsync(Key);

        Assert.True(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(["east"], state.State.Notes);
    }

    [Fact]
    public async Task FoldInAsync_CopyThatTheReplicaLacks_IsDurableUnderAWriteOfItsOwn()
    {
        var (east, west) = (await world.SiloAsync(StoreWorld.East), await world.SiloAsync(StoreWorld.West));
        world.PauseReplication();
        await west.WriteAsync(Key, await west.ReadAsync(Key), "west");
        await east.WriteAsync(Key, await east.ReadAsync(Key), "east");
        var copy = east.LastTurns.Written[^1];

        await west.Documents.FoldInAsync(copy, CancellationToken.None);
        await west.Documents.FoldInAsync(copy, CancellationToken.None);

        var own = await west.Documents.ReadAsync(Key, new RegionId(StoreWorld.West), CancellationToken.None);
        Assert.Null(await west.Documents.ReadAsync(Key, new RegionId(StoreWorld.East), CancellationToken.None));
        Assert.NotEqual(copy.Head, own!.Value.Document.Head);
        Assert.True(own.Value.Document.Version.Covers(copy.Head));
        Assert.Equal(2, own.Value.Document.Head.Counter);
        Assert.Equal(["east", "west"], (await west.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task FoldInAsync_OutcomeUnknown_IsTriedAgain()
    {
        var (east, west) = (await world.SiloAsync(StoreWorld.East), await world.SiloAsync(StoreWorld.West));
        world.PauseReplication();
        await east.WriteAsync(Key, await east.ReadAsync(Key), "east");
        world.FailNextWrite(StoreWorld.West, WriteFault.Unavailable);

        await west.Documents.FoldInAsync(east.LastTurns.Written[^1], CancellationToken.None);

        Assert.Equal(["east"], (await west.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task ReadStateAsync_StoreIsOut_IsAnErrorAndNeverAFreshState()
    {
        var silo = await world.SiloAsync(configure: options => options.RequestTimeout = TimeSpan.FromMilliseconds(500));
        world.SetOutage(StoreWorld.East, true);

        await Assert.ThrowsAsync<StoreReadException>(() => silo.ReadAsync(Key));

        world.SetOutage(StoreWorld.East, false);
        Assert.False((await silo.ReadAsync(Key)).RecordExists);
    }

    [Fact]
    public async Task ClearStateAsync_NothingElseHoldsTheState_DeletesTheDocument()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);
        await silo.WriteAsync(Key, state, "a");

        await silo.ClearAsync(Key, state);

        Assert.False(state.RecordExists);
        Assert.Empty(state.State.Notes);
        Assert.False((await silo.ReadAsync(Key)).RecordExists);
        await silo.WriteAsync(Key, state, "b");
        Assert.Equal(["b"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task ClearStateAsync_AnotherRegionHoldsAPart_IsNotSupportedAndDeletesNothing()
    {
        var (east, west) = (await world.SiloAsync(StoreWorld.East), await world.SiloAsync(StoreWorld.West));
        await west.WriteAsync(Key, await west.ReadAsync(Key), "west");
        await world.ReplicateAsync();
        var state = await east.ReadAsync(Key);
        await east.WriteAsync(Key, state, "east");

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => east.ClearAsync(Key, state));

        Assert.Contains(StoreWorld.West, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["east", "west"], (await east.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task OrdinaryState_WriteReplaceLostETagAndClear_BehaveAsAnETagProvider()
    {
        var storage = (await world.SiloAsync()).Storage;
        var grain = TestSilo.Grain(Key, "counter");
        var (first, second) = (new TestGrainState<CounterState>(), new TestGrainState<CounterState>());
        await storage.ReadStateAsync("value", grain, first);
        Assert.False(first.RecordExists);
        first.State.Count = 1;
        await storage.WriteStateAsync("value", grain, first);
        await storage.ReadStateAsync("value", grain, second);
        Assert.Equal((1, true, first.ETag), (second.State.Count, second.RecordExists, second.ETag));
        first.State.Count = 2;
        await storage.WriteStateAsync("value", grain, first);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("value", grain, second));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("value", grain, second));
        await storage.ClearStateAsync("value", grain, first);

        await storage.ReadStateAsync("value", grain, second);
        Assert.Equal((0, false), (second.State.Count, second.RecordExists));
    }

    [Fact]
    public async Task OrdinaryState_OutcomeUnknown_IsRefusedUntilReadAgain()
    {
        var storage = (await world.SiloAsync()).Storage;
        var grain = TestSilo.Grain(Key, "counter");
        var state = new TestGrainState<CounterState>();
        await storage.ReadStateAsync("value", grain, state);
        state.State.Count = 7;
        world.FailNextWrite(StoreWorld.East, WriteFault.ApplyThenUnavailable);

        await Assert.ThrowsAsync<StoreWriteUnknownException>(() => storage.WriteStateAsync("value", grain, state));
        await Assert.ThrowsAsync<StoreWriteUnknownException>(() => storage.WriteStateAsync("value", grain, state));

        await storage.ReadStateAsync("value", grain, state);
        Assert.Equal(7, state.State.Count);
        await storage.WriteStateAsync("value", grain, state);
    }

    [Fact]
    public async Task OrdinaryStates_OfTwoGrainTypesAndAJoinableOneUnderOneKey_DoNotMeet()
    {
        var silo = await world.SiloAsync();
        await silo.WriteAsync(Key, await silo.ReadAsync(Key), "a");
        foreach (var (type, count) in new[] { ("counter", 1), ("other/counter", 2) })
        {
            await silo.Storage.WriteStateAsync("value", TestSilo.Grain(Key, type), new TestGrainState<CounterState> { State = new CounterState { Count = count } });
        }

        var read = new TestGrainState<CounterState>();
        await silo.Storage.ReadStateAsync("value", TestSilo.Grain(Key, "counter"), read);
        Assert.Equal(1, read.State.Count);
        await silo.Storage.ReadStateAsync("value", TestSilo.Grain(Key, "other/counter"), read);
        Assert.Equal(2, read.State.Count);
        Assert.Equal(["a"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task ReadStateAsync_SecondJoinableState_IsRefused()
    {
        var silo = await world.SiloAsync();
        await silo.ReadAsync(Key);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => silo.Storage.ReadStateAsync("other", TestSilo.Grain(Key, "other"), new TestGrainState<OtherJoinableState>()));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => silo.Storage.ReadStateAsync("note", TestSilo.Grain(Key, "other"), new TestGrainState<NoteState>()));
    }

    private protected abstract Task<StoreWorld> CreateWorldAsync();
}
