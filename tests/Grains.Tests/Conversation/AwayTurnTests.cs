using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A restricted sender whose home is lost and returns: the turns of the other region, and what home makes of them.</summary>
public sealed class AwayTurnTests : IAsyncDisposable
{
    private static readonly string Neutral = Interfaces.Scripts.OutsideTexts.Neutral;

    private readonly ClosableSeals seals;
    private readonly HomeAndAway regions;

    public AwayTurnTests()
    {
        ClosableSeals? made = null;
        regions = new(seals: inner => made = new(inner));
        seals = made!;
    }

    public ValueTask DisposeAsync() => regions.DisposeAsync();

    [Fact]
    public async Task Home_LostAndBack_NothingIsAskedTwiceAndEveryAnswerIsThere()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.AtHomeAsync("m1", 10, "Ann");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m2", 20, "Bonn");
        regions.ReturnHome();
        await regions.AtHomeAsync("m3", 30, "red");

        Assert.Equal(["Your name?", "Your city?", "Done: Ann, Bonn, red"], regions.SaidAtHome);
        Assert.Equal([Neutral, "Your colour?"], regions.SaidAway);
        Assert.Empty(regions.Home.Region.Document(regions.Key).UnreadInOrder());
    }

    [Fact]
    public async Task Turn_Away_KeepsNothingReadable()
    {
        await regions.StartAsync();
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m0", 0, "hi");
        await regions.AwayAsync("m1", 10, "a canary");

        var (document, lastTurn) = (FakeRegion.JsonOf(regions.Away.Region.Document(regions.Key)), FakeRegion.JsonOf(regions.Home.Region.News[regions.Key]));

        Assert.Equal(["Your name?", Neutral, "Your city?"], regions.SaidAway);
        Assert.All([document, lastTurn], kept => Assert.DoesNotContain("canary", kept, StringComparison.Ordinal));
        Assert.Contains("\"unread\":{", document, StringComparison.Ordinal);
        Assert.Empty(regions.Away.Region.Acknowledged);
        Assert.Equal(["m0", "m1"], regions.Away.Region.MaskedMessages.Select(PlainIdOf));
    }

    [Fact]
    public async Task Turn_AwayAfterHome_IsReportedAsTakenOverUnread()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m1", 10, "Ann");

        Assert.Equal("m1", PlainIdOf(Assert.Single(regions.Away.Region.MaskedArrivals)));
        Assert.Equal("m1", PlainIdOf(Assert.Single(regions.Away.Region.MaskedMessages)));
        Assert.Empty(regions.Home.Region.MaskedMessages);
    }

    // What waits for home to read wakes home by itself: the oldest such message stays pending until then.
    [Fact]
    public async Task Home_BackAndWoken_ReadsWithoutANewMessageAndAsksWhatWasWrong()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m1", 10, null, "image");
        await regions.AwayAsync("m2", 20, "Bonn");
        Assert.Equal(["m1"], Plain(regions.Away.Region.PendingIds(regions.Key)));

        // Each walk while home is down gives it to home again, and says nothing.
        await regions.Away.Grain(regions.Conversation).TakeOver();
        Assert.Equal(["m1"], Plain(regions.Home.Region.PendingIds(regions.Key)));
        Assert.Equal([Neutral, "Your city?", Neutral, "Your colour?"], regions.SaidAway);

        regions.ReturnHome();
        await regions.WakeHomeAsync();

        Assert.Equal(["Your name?", "Text, please.", "Your name?"], regions.SaidAtHome);
        Assert.Equal(["city"], regions.Home.Region.Document(regions.Key).Answers.Keys);
        Assert.Empty(regions.Home.Region.PendingIds(regions.Key));
        Assert.Empty(regions.Away.Region.PendingIds(regions.Key));

        // Again it says nothing more.
        await regions.Home.DeactivateAllAsync();
        await regions.WakeHomeAsync();
        Assert.Equal(3, regions.SaidAtHome.Length);

        await regions.AtHomeAsync("m3", 30, "Ann");
        Assert.Equal("Your colour?", regions.SaidAtHome[^1]);
    }

    [Fact]
    public async Task Home_ThatDoesNotReadWhatCameUnread_AsksAgain()
    {
        // The control of the tests above: a build that does not know of unread messages loses them.
        await using var careless = new HomeAndAway();
        await careless.StartAsync();
        await careless.AtHomeAsync("m0", 0, "hi");
        await careless.LoseHomeAsync();
        await careless.AwayAsync("m1", 10, "Ann");
        await careless.Away.DeactivateAllAsync();
        careless.Home.Region.News[careless.Key] = careless.Home.Region.News[careless.Key] with { Unread = new ConversationState().Unread };
        careless.ReturnHome();
        await careless.AtHomeAsync("m2", 20, "Bonn");

        Assert.Equal("Your city?", careless.SaidAway[^1]);
        Assert.Equal("Your city?", careless.SaidAtHome[^1]);
    }

    [Fact]
    public async Task Turn_AwayWhileHomeIsUp_IsLeftToHome()
    {
        await regions.StartAsync();
        await regions.Away.DeliverAsync(regions.Sealed(regions.Events.Message("m0", 0, "hi")));
        await ConversationSilo.UntilAsync("the event left to home", () => !regions.Away.Region.LeftToOthers.IsEmpty);

        Assert.Empty(regions.SaidAway);
        await regions.WakeHomeAsync();
        Assert.Equal(["Your name?"], regions.SaidAtHome);
    }

    [Fact]
    public async Task Turn_AwayOfWhatWaitsHere_IsTakenWithoutTheUserWritingAgain()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        regions.Away.Region.AddPending(regions.Sealed(regions.Events.Message("m1", 10, "Ann")));

        await regions.Away.Grain(regions.Conversation).TakeOver();

        Assert.Equal([Neutral, "Your city?"], regions.SaidAway);
    }

    [Fact]
    public async Task Turn_HeldForHome_IsLeftAndSaysSoOnceInAnOutage()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync(EventHandling.Hold);
        foreach (var (id, second) in new[] { ("m1", 10), ("m2", 20) })
        {
            await regions.Away.DeliverAsync(regions.Sealed(regions.Events.Message(id, second, "Ann")) with { HomeOnly = true });
            await ConversationSilo.UntilAsync($"{id} left to home", () => Plain(regions.Away.Region.PendingIds(regions.Key)).Contains(id));
        }

        await ConversationSilo.UntilAsync("the notice", () => !regions.Away.Region.Sent.IsEmpty);
        await regions.Away.DeactivateAllAsync();
        await regions.Away.DeliverAsync(regions.Sealed(regions.Events.Message("m3", 30, "Ann")));
        await ConversationSilo.UntilAsync("m3 left to home", () => Plain(regions.Away.Region.PendingIds(regions.Key)).Contains("m3"));
        await regions.Away.DeactivateAllAsync();

        Assert.Equal([Interfaces.Scripts.OutsideTexts.Held], regions.SaidAway);
        Assert.Empty(regions.Away.Region.Document(regions.Key).Unread);

        // Each that waits is told, by its rule or not; the control: none of a home that is up.
        Assert.Equal([("m1", true), ("m2", true), ("m3", false)], regions.Away.Region.HeldMessages.Select(held => (PlainIdOf(held.Message), held.Denied)));
        Assert.Empty(regions.Away.Region.MaskedMessages);

        // Home takes all of it, in its order.
        regions.ReturnHome();
        await regions.WakeHomeAsync();
        Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: Ann, Ann, Ann"], regions.SaidAtHome);
    }

    [Fact]
    public async Task Turn_HeldForHomeAndNoStoreTakesTheNotice_IsLeftAllTheSame()
    {
        await regions.StartAsync();
        await regions.LoseHomeAsync(EventHandling.Hold);
        regions.Away.Region.WriteFaults.Enqueue(FakeRegion.WriteFault.DroppedWithoutAnswer);
        await regions.Away.DeliverAsync(regions.Sealed(regions.Events.Message("m0", 0, "hi")));
        await ConversationSilo.UntilAsync("the failed write", () => regions.Away.Region.WriteFaults.IsEmpty);
        await regions.Away.DeactivateAllAsync();

        Assert.Empty(regions.Away.TurnFailures);
        Assert.Empty(regions.SaidAway);
        Assert.Equal(["m0"], Plain(regions.Away.Region.PendingIds(regions.Key)));
    }

    [Fact]
    public async Task Turn_AwayWithAsManyUnreadAsAreAllowed_WaitsForHome()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        for (var i = 1; i <= ConversationState.MaxUnread; i++)
        {
            await regions.AwayAsync($"r{i}", i, null, "reaction");
        }

        await regions.Away.DeliverAsync(regions.Sealed(regions.Events.Message("m1", 500, "Ann")));
        await ConversationSilo.UntilAsync("the notice", () => !regions.Away.Region.Sent.IsEmpty);

        Assert.Equal([Interfaces.Scripts.OutsideTexts.Held], regions.SaidAway);
        Assert.Equal(ConversationState.MaxUnread, regions.Away.Region.Document(regions.Key).UnreadInOrder().Count());
        Assert.Contains("m1", Plain(regions.Away.Region.PendingIds(regions.Key)));

        regions.ReturnHome();
        await regions.WakeHomeAsync();
        Assert.Equal(["Your name?", "Your city?"], regions.SaidAtHome);
    }

    [Fact]
    public async Task Home_WhoseKeyIsOutOfReach_WaitsAndReadsInOrderOnceItIsNot()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m1", 10, "Ann");
        regions.ReturnHome();
        seals.IsOut = true;

        await regions.Home.DeliverAsync(regions.Masked(regions.Events.Message("m2", 20, "Bonn")));
        await ConversationSilo.UntilAsync("the failed turn", () => !regions.Home.TurnFailures.IsEmpty);
        Assert.Equal(["Your name?"], regions.SaidAtHome);

        seals.IsOut = false;
        await regions.AtHomeAsync("m2", 20, "Bonn");
        Assert.Equal(["Your name?", "Your colour?"], regions.SaidAtHome);
        var shown = await regions.Home.Grain(regions.Conversation).GetState();
        Assert.Equal(("Ann", "Bonn"), (shown.Answers["name"], shown.Answers["city"]));
    }

    [Fact]
    public async Task Home_ThatCanNeverOpenAMessage_AsksItsQuestionAgain()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m1", 10, "Ann");
        regions.ReturnHome();
        seals.IsLost = true;

        await regions.WakeHomeAsync();

        Assert.Equal(["Your name?", "Your name?"], regions.SaidAtHome);
        Assert.Empty(regions.Home.Region.PendingIds(regions.Key));
        Assert.Empty(regions.Home.Region.Document(regions.Key).UnreadInOrder());
    }

    [Fact]
    public async Task Home_ReadsInTheOrderOfTheMessages()
    {
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m2", 20, "Ann");
        await regions.AwayAsync("m1", 10, null, "reaction");
        await regions.AwayAsync("m3", 30, "Bonn");
        regions.ReturnHome();
        await regions.WakeHomeAsync();

        Assert.Equal(["m1", "m2", "m3"], seals.Opened.Select(PlainIdOf));
    }

    // A region's own neutral reply is its to send again; home's sealed one is not.
    [Fact]
    public async Task Reply_OfThisRegionInDoubt_IsSentAgainFromAnotherActivation()
    {
        var isOut = true;
        regions.Away.Region.Answers = _ => Volatile.Read(ref isOut) ? new(SendOutcome.NotSent) : null;
        await regions.StartAsync();
        await regions.LoseHomeAsync();
        await regions.Away.DeliverAsync(regions.Sealed(regions.Events.Message("m0", 0, "hi")));
        await ConversationSilo.UntilAsync("the first try", () => !regions.Away.Region.Tried.IsEmpty);
        await regions.Away.DeactivateAllAsync();

        Volatile.Write(ref isOut, false);
        await regions.Away.Grain(regions.Conversation).TakeOver();
        await ConversationSilo.UntilAsync("the reply", () => !regions.Away.Region.Sent.IsEmpty);

        Assert.Equal(["Your name?"], regions.SaidAway);
    }

    [Fact]
    public async Task Reply_OfHomeInDoubt_IsLeftToHomeWhileThisRegionGoesOn()
    {
        regions.Home.Region.Answers = _ => new(SendOutcome.NotSent);
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.LoseHomeAsync();

        await regions.Away.Grain(regions.Conversation).TakeOver();
        Assert.Empty(regions.Away.Region.Tried);
        await regions.AwayAsync("m1", 10, "Ann");
        Assert.Equal([Neutral, "Your city?"], regions.SaidAway);
    }

    // Nobody says the end of the script again, so that a region which cannot read the conversation must not have the last word instead.
    [Fact]
    public async Task Home_EndInDoubtBehindANeutralWord_IsSaidAllTheSame()
    {
        var isOut = false;
        regions.Home.Region.Answers = _ => Volatile.Read(ref isOut) ? new(SendOutcome.NotSent) : null;
        await regions.StartAsync();
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.AtHomeAsync("m1", 10, "Ann");
        await regions.AtHomeAsync("m2", 20, "Bonn");
        Volatile.Write(ref isOut, true);
        await regions.AtHomeAsync("m3", 30, "red");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m4", 40, "thanks");
        Assert.Equal([Neutral], regions.SaidAway);

        Volatile.Write(ref isOut, false);
        regions.ReturnHome();
        await regions.WakeHomeAsync();
        await ConversationSilo.UntilAsync("the end", () => regions.SaidAtHome.Length > 3);

        Assert.Equal(["Done: Ann, Bonn, red"], regions.SaidAtHome[3..]);
    }

    [Fact]
    public async Task Home_WordWhoseClaimIsUndecided_LeavesAsSoonAsItIsDecided()
    {
        await using var slow = new HomeAndAway(doubtBound: TimeSpan.FromHours(1));
        await slow.StartAsync();
        await slow.AtHomeAsync("m0", 0, "hi");
        await slow.AtHomeAsync("m1", 10, "Ann");
        await slow.AtHomeAsync("m2", 20, "Bonn");
        await slow.LoseHomeAsync();
        await slow.AwayAsync("m3", 30, "red");

        // Nothing was tried while nobody knew whose word it is, so nothing is in doubt about it.
        Interfaces.Identity.MessageId word = new($"{slow.Masked(slow.Events.Message("m3", 30, "red")).Id.Value}:checked");
        slow.Home.Region.Claims[word] = Interfaces.Regional.ClaimOutcome.Undecided;
        slow.ReturnHome();
        await slow.WakeHomeAsync();
        Assert.Equal(3, slow.SaidAtHome.Length);
        slow.Home.Region.Claims[word] = Interfaces.Regional.ClaimOutcome.Ours;
        await ConversationSilo.UntilAsync("the end", () => slow.SaidAtHome.Length > 3);

        Assert.Equal(["Done: Ann, Bonn, red"], slow.SaidAtHome[3..]);
    }

    private string PlainIdOf(Interfaces.Identity.MessageId masked) => Plain([masked.Value]).Single();

    // Masks of messages cannot be turned back, so they are made again.
    private IEnumerable<string> Plain(IEnumerable<string> masked)
    {
        var plain = Enumerable.Range(0, 10).Select(i => $"m{i}").ToDictionary(id => regions.Masked(regions.Events.Message(id, 0, "")).Id.Value);
        return masked.Select(id => plain.GetValueOrDefault(id, id));
    }

    /// <summary>Home's seals, whose vault can be out or lost, with a note of what they opened.</summary>
    private sealed class ClosableSeals(IEventSeals inner) : IEventSeals
    {
        public bool IsOut { get; set; }

        public bool IsLost { get; set; }

        public ConcurrentQueue<Interfaces.Identity.MessageId> Opened { get; } = [];

        public bool IsForHere(InboundEvent inboundEvent) => inner.IsForHere(inboundEvent);

        public InboundEvent Seal(InboundEvent inboundEvent, ContentKey? key = null) => inner.Seal(inboundEvent, key);

        public ValueTask<OpenedEvent> OpenAsync(InboundEvent inboundEvent, CancellationToken cancellationToken)
        {
            if (inboundEvent.Sealed is not null && (IsOut || IsLost))
            {
                return ValueTask.FromResult(new OpenedEvent(IsOut ? EventOpening.Later : EventOpening.Never, null));
            }

            if (inboundEvent.Sealed is not null)
            {
                Opened.Enqueue(inboundEvent.Id);
            }

            return inner.OpenAsync(inboundEvent, cancellationToken);
        }
    }
}
