using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>The state of a restricted sender, at home in westeurope: what is kept of it, and what a turn reads of that.</summary>
public sealed class SealedStateTests : IAsyncDisposable
{
    private readonly EuZone zone = new();
    private readonly WatchedContents contents;
    private readonly Events events = new();
    private readonly FakeRegion peer = new("eastus");
    private readonly ConversationSilo home;

    public SealedStateTests()
    {
        contents = new(zone.HomeContents);
        home = new("westeurope") { Seals = zone.Home, Contents = contents };
        home.Region.KeepsJson = true;
        home.Region.Peer = peer;
    }

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        zone.Dispose();
    }

    private string Key => Masked("m0", 0, "hi").Conversation.Key;

    [Fact]
    public async Task Turn_AtHome_KeepsNothingReadableInDocumentAndLastTurn()
    {
        await home.InitializeAsync();
        await SayAsync(home, "hi", "a canary");

        var (document, lastTurn) = (FakeRegion.JsonOf(home.Region.Document(Key)), FakeRegion.JsonOf(peer.News[Key]));

        Assert.All([document, lastTurn], kept =>
        {
            Assert.Contains("\"sealed\":", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("Your", kept, StringComparison.Ordinal);
        });
        Assert.NotNull(peer.News[Key].ContentKey);

        // What is metadata is not sealed: that the question is answered, and which one was asked.
        Assert.Equal(["name"], peer.News[Key].Answers.Keys);
        Assert.Contains("\"asks\":\"city\"", lastTurn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_OfAHostThatSealsNoStates_KeepsItReadable()
    {
        // The control of the test above: what it looks for is found where nothing is sealed.
        await using var open = new ConversationSilo("westeurope") { Seals = zone.Home };
        await open.InitializeAsync();
        await SayAsync(open, "hi", "a canary");

        Assert.Contains("canary", FakeRegion.JsonOf(open.Region.Document(Key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_OfAFreeSender_KeepsItOpenAndAsksForNoKey()
    {
        await home.InitializeAsync();
        var hi = new Events("12125550001").Message("f0", 0, "hi");
        await home.DeliverAsync(zone.Masked(hi));
        await ConversationSilo.UntilAsync("the first question", () => home.Region.Sent.Count == 1);

        var document = home.Region.Document(hi.Conversation.Key);
        Assert.Contains(document.Transcript, line => line.Text is { Piece: null, Open: "reply: Your name?" });
        Assert.Null(document.ContentKey);
        Assert.Equal(0, contents.Keys);
    }

    [Fact]
    public async Task Turn_OfAColdActivation_OpensEachAnswerOnce()
    {
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann");
        Assert.Empty(contents.Opened);

        await home.DeactivateAllAsync();
        await SayAsync(home, from: 2, "Bonn", "red");

        Assert.Equal("Done: Ann, Bonn, red", home.Region.Sent.Last().Content.Text);
        Assert.Equal(["answer:name"], contents.Opened);
    }

    [Fact]
    public async Task Turn_AfterForget_AsksAgainWhatNobodyCanOpen()
    {
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann");
        var before = home.Region.Document(Key).ContentKey;
        await home.DeactivateAllAsync();

        await zone.Keys.ForgetAsync("eu", ConversationId.Parse(Key), TestContext.Current.CancellationToken);
        await SayAsync(home, from: 2, "Ben");

        // The question is open again, so this message is its answer.
        Assert.Equal(["Your name?", "Your city?", "Your city?"], home.Region.Sent.Select(reply => reply.Content.Text));
        var after = peer.News[Key].ContentKey;
        Assert.NotEqual(before!.Half, after!.Half);
        Assert.True(after.Time > before.Time, $"The half of {after.Time} is not later than that of {before.Time}.");
    }

    [Fact]
    public async Task Turn_WhileAKeyIsOutOfReach_IsOfferedAgainAndSaysNothing()
    {
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann");
        await home.DeactivateAllAsync();
        contents.IsOut = true;

        await home.DeliverAsync(Masked("m2", 20, "Bonn"));
        await ConversationSilo.UntilAsync("the failed turn", () => !home.TurnFailures.IsEmpty);
        Assert.IsNotAssignableFrom<TurnFaultException>(home.TurnFailures.First());
        Assert.Equal(2, home.Region.Sent.Count);

        contents.IsOut = false;
        await home.DeliverAsync(Masked("m2", 20, "Bonn"));
        await ConversationSilo.UntilAsync("the third question", () => home.Region.Sent.Count == 3);
        Assert.Equal("Your colour?", home.Region.Sent.Last().Content.Text);
    }

    // What home leaves pending of what it has read is sealed so that "forget" reaches it; before there is a key, for the zone.
    [Fact]
    public async Task Turn_AtHomeLeftToAnotherRegion_WaitsSealedForTheConversation()
    {
        await home.InitializeAsync();
        Assert.True(contents.IsForZone(await LeaveAsync(Masked("m0", 0, "hi"))));

        await SayAsync(home, from: 0, "hi", "Ann");
        var piece = await LeaveAsync(Masked("m2", 20, "a canary"));

        Assert.False(contents.IsForZone(piece));
        var kept = EnvelopeCodec.Decode(home.Region.Pending(Key).Single(item => item.Id == Masked("m2", 20, "").Id).Payload.Span);
        Assert.Equal("a canary", (await zone.Home.OpenAsync(kept, TestContext.Current.CancellationToken)).Event!.Message!.Text);
        await zone.Keys.ForgetAsync("eu", ConversationId.Parse(Key), TestContext.Current.CancellationToken);
        Assert.Equal(EventOpening.Never, (await zone.Home.OpenAsync(kept, TestContext.Current.CancellationToken)).Opening);
    }

    private async Task<ContentPiece> LeaveAsync(InboundEvent item)
    {
        home.Region.Claims[item.Id] = ClaimOutcome.Theirs;
        await home.DeliverAsync(item);
        await ConversationSilo.UntilAsync("the event kept as pending", () => home.Region.PendingIds(Key).Contains(item.Id.Value));
        home.Region.Claims[item.Id] = ClaimOutcome.Ours;
        return new(EnvelopeCodec.Decode(home.Region.Pending(Key).Single(kept => kept.Id == item.Id).Payload.Span).Sealed!.Piece);
    }

    [Fact]
    public async Task Reply_OfAnActivationThatIsGone_IsSentFromItsPiece()
    {
        var isOut = true;
        home.Region.Answers = _ => Volatile.Read(ref isOut) ? new(SendOutcome.NotSent) : null;
        await home.InitializeAsync();
        await home.DeliverAsync(Masked("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first try", () => !home.Region.Tried.IsEmpty);
        await home.DeactivateAllAsync();
        Assert.DoesNotContain("Your name?", FakeRegion.JsonOf(home.Region.Document(Key)), StringComparison.Ordinal);

        Volatile.Write(ref isOut, false);
        await home.Grain(ConversationId.Parse(Key)).TakeOver();
        await ConversationSilo.UntilAsync("the reply", () => !home.Region.Sent.IsEmpty);

        Assert.Equal("Your name?", home.Region.Sent.First().Content.Text);
    }

    [Fact]
    public async Task Reply_ThatHomeDidNotGetSent_IsLeftToHomeWithoutAClaim()
    {
        home.Region.Answers = _ => new(SendOutcome.NotSent);
        await home.InitializeAsync();
        await home.DeliverAsync(Masked("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first try", () => !home.Region.Tried.IsEmpty);

        await using var away = new ConversationSilo { Seals = zone.Away, Contents = zone.AwayContents };
        await using var careless = new ConversationSilo { Seals = zone.Away };
        foreach (var silo in new[] { away, careless })
        {
            await silo.InitializeAsync();
            silo.Region.News[Key] = peer.News[Key];
            await silo.Grain(ConversationId.Parse(Key)).TakeOver();
        }

        // The look of the turn alone, and none to claim what the reply answers. The control: a host that knows of no seals claims it.
        Assert.Equal(1, away.Region.History.Count(step => step == "open"));
        Assert.True(careless.Region.History.Count(step => step == "open") > 1, "A reply in doubt is claimed.");
        Assert.Empty(away.Region.Tried);
    }

    [Fact]
    public async Task GetState_AtHome_ShowsWhatWasSaid()
    {
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann");
        await home.DeactivateAllAsync();

        await home.Grain(ConversationId.Parse(Key)).TakeOver();
        var shown = await home.Grain(ConversationId.Parse(Key)).GetState();

        Assert.Equal("Ann", shown.Answers["name"]);
        Assert.Equal("city", shown.OpenQuestion);
        Assert.Contains(shown.Transcript, line => line.EndsWith("user: Ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Turn_WithoutAKeyOfTheConversation_SealsForTheZoneAndAgainOnceThereIsOne()
    {
        contents.HasNoKeys = true;
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann");
        var before = peer.News[Key];
        Assert.Null(before.ContentKey);
        Assert.All(PiecesOf(before), item => Assert.True(contents.IsForZone(item.Piece), item.Part));

        // The control: no key, no change.
        await home.DeactivateAllAsync();
        await SayAsync(home, from: 2, "Bonn");
        Assert.All(PiecesOf(peer.News[Key]), item => Assert.True(contents.IsForZone(item.Piece), item.Part));

        await home.DeactivateAllAsync();
        contents.HasNoKeys = false;
        await SayAsync(home, from: 3, "red");

        var after = peer.News[Key];
        Assert.NotNull(after.ContentKey);
        Assert.Equal(3 + 8, PiecesOf(after).Count);
        Assert.All(PiecesOf(after), item => Assert.False(contents.IsForZone(item.Piece), item.Part));

        // A region that still has the old pieces keeps the new ones, in whatever order it hears of them.
        Assert.Equal(PiecesOf(after), PiecesOf(before.Join(after)));
        Assert.Equal(PiecesOf(after), PiecesOf(after.Join(before)));
        Assert.Equal("Done: Ann, Bonn, red", home.Region.Sent.Last().Content.Text);
        await home.DeactivateAllAsync();
        await home.Grain(ConversationId.Parse(Key)).TakeOver();
        var shown = await home.Grain(ConversationId.Parse(Key)).GetState();
        Assert.Contains(shown.Transcript, line => line.EndsWith("user: Ann", StringComparison.Ordinal));
        Assert.Equal("Ann", shown.Answers["name"]);
    }

    [Fact]
    public async Task Turn_WithManyPiecesOfTheZone_SealsSomeAgainWithEachRecord()
    {
        contents.HasNoKeys = true;
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann", "Bonn", "red", "a", "b", "c", "d", "e", "f");
        await home.DeactivateAllAsync();

        contents.HasNoKeys = false;
        await SayAsync(home, from: 10, "g");
        var left = PiecesOf(peer.News[Key]).Count(item => contents.IsForZone(item.Piece));
        await SayAsync(home, from: 11, "h");

        // Three answers and ten lines of each side, of which one record takes sixteen.
        Assert.Equal(23 - 16, left);
        Assert.DoesNotContain(PiecesOf(peer.News[Key]), item => contents.IsForZone(item.Piece));
    }

    [Fact]
    public async Task Turn_WithPiecesOfTheZoneThatNobodyCanOpen_TriesThemOnceAndLeavesThem()
    {
        contents.HasNoKeys = true;
        await home.InitializeAsync();
        await SayAsync(home, "hi", "Ann");
        await home.DeactivateAllAsync();
        await zone.Keys.ForgetAsync("eu", ConversationId.Parse(Key), TestContext.Current.CancellationToken);
        contents.HasNoKeys = false;

        await SayAsync(home, from: 2, "Ben");
        var tried = contents.Opened.Count(part => part.StartsWith("line:", StringComparison.Ordinal));
        await SayAsync(home, from: 3, "Bonn");

        Assert.Equal(4, tried);
        Assert.Equal(4, contents.Opened.Count(part => part.StartsWith("line:", StringComparison.Ordinal)));
        Assert.Equal(4, PiecesOf(peer.News[Key]).Count(item => contents.IsForZone(item.Piece)));
    }

    [Fact]
    public async Task Turn_WhoseContentCannotBeSealed_IsAFaultThatWritesNothing()
    {
        await home.InitializeAsync();
        await SayAsync(home, "hi");
        await ConversationSilo.UntilAsync("the turn and its record written", () => home.Region.Writes.Count == 2);
        var steps = home.Region.History.Count;
        contents.SealsNothing = true;
        await home.DeliverAsync(Masked("m1", 10, "a canary"));
        await ConversationSilo.UntilAsync("the failed turn", () => !home.TurnFailures.IsEmpty);

        var fault = Assert.IsType<TurnFaultException>(home.TurnFailures.First());
        Assert.DoesNotContain("canary", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"release:{Masked("m1", 10, "").Id.Value}", home.Region.History);
        Assert.DoesNotContain(home.Region.History.Skip(steps), step => step is "write" || step.StartsWith("record", StringComparison.Ordinal) || step.StartsWith("send", StringComparison.Ordinal));
        Assert.False(home.Region.Document(Key).HasSeen(Masked("m1", 10, "").Id));
        Assert.DoesNotContain(peer.Brought, item => Says(item.Bytes, "canary"));

        // The control: once it can be sealed, the log's next offer is taken.
        contents.SealsNothing = false;
        await ConversationSilo.UntilAsync("the answer taken", () => home.Region.Sent.Count == 2);
        Assert.Equal("Your city?", home.Region.Sent.Last().Content.Text);
    }

    private static List<(ContentPiece Piece, string? Open, MessageId Message, string Part)> PiecesOf(ConversationState state)
    {
        Assert.False(OrleansFailover.Grains.Conversation.Contents.HasOpen(state));
        return [.. OrleansFailover.Grains.Conversation.Contents.PiecesOf(state).Select(item => item with { Open = null })];
    }

    private static bool Says(ReadOnlyMemory<byte> bytes, string text) => bytes.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private Task SayAsync(ConversationSilo silo, params string[] texts) => SayAsync(silo, from: 0, texts);

    private async Task SayAsync(ConversationSilo silo, int from, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var expected = from + i + 1;
            await silo.DeliverAsync(Masked($"m{from + i}", (from + i) * 10, texts[i]));
            await ConversationSilo.UntilAsync($"reply {expected}", () => silo.Region.Sent.Count == expected);
        }

        // The last turn is recorded after its reply was sent.
        await ConversationSilo.UntilAsync("the last turn recorded", () => silo.Region.History.Reverse()
            .TakeWhile(item => !item.StartsWith("send", StringComparison.Ordinal)).Any(item => item.StartsWith("record", StringComparison.Ordinal)));
    }

    private InboundEvent Masked(string id, int second, string text) => zone.Masked(events.Message(id, second, text));
}
