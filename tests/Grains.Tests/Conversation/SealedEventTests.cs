using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A restricted sender, at home in westeurope: one silo there, one in the other region.</summary>
public sealed class SealedEventTests : IAsyncDisposable
{
    private readonly EuZone zone = new();
    private readonly CountedSeals seals;
    private readonly Events events = new();
    private readonly ConversationSilo home;
    private readonly ConversationSilo away;

    public SealedEventTests()
    {
        (seals, away) = (new(zone.Home), new("eastus") { Seals = zone.Away });
        home = new("westeurope") { Seals = seals };
    }

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        await away.DisposeAsync();
        zone.Dispose();
    }

    private ConversationId Conversation => Masked("m0", 0, "hi").Conversation;

    [Fact]
    public async Task Turn_AtHome_OpensWhatWasSealedAwayAndAnswersIt()
    {
        await home.InitializeAsync();
        await home.DeliverAsync(Sealed("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first question", () => home.Region.Sent.Count == 1);
        await home.DeliverAsync(Sealed("m1", 10, "Ann"));
        await ConversationSilo.UntilAsync("the second question", () => home.Region.Sent.Count == 2);

        Assert.Equal(["Your name?", "Your city?"], home.Region.Sent.Select(reply => reply.Content.Text));
        Assert.Equal("Ann", home.Region.Document(Conversation.Key).AnswersBefore()["name"]);

        // The channel is shown its own ids; everything else knows masks alone.
        Assert.Equal(["m0", "m1"], home.Region.Acknowledged);
        Assert.All(home.Region.Sent, reply => Assert.True(MaskedId.IsPhone(reply.Address.Phone!)));
    }

    [Fact]
    public async Task Turn_AtHomeTheSameOpenAndSealed_IsAppliedOnce()
    {
        await home.InitializeAsync();
        await home.DeliverAsync(Masked("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first question", () => home.Region.Sent.Count == 1);
        await home.DeliverAsync(Sealed("m0", 0, "hi"));
        await home.DeliverAsync(Sealed("m1", 10, "Ann"));
        await ConversationSilo.UntilAsync("the second question", () => home.Region.Sent.Count == 2);

        Assert.Equal(["Your name?", "Your city?"], home.Region.Sent.Select(reply => reply.Content.Text));
    }

    // Each opening of what a gateway sealed can cost a call of the vault: the ordinary way of a message has none.
    [Fact]
    public async Task Turn_AtHomeOfWhatIsNotedSealed_OpensNothing()
    {
        await home.InitializeAsync();
        home.Region.AddPending(Sealed("m0", 0, "hi"));
        home.Region.AddPending(Sealed("m1", 10, "Ann"));

        await home.DeliverAsync(Masked("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first question", () => home.Region.Sent.Count == 1);
        await home.DeliverAsync(Masked("m1", 10, "Ann"));
        await ConversationSilo.UntilAsync("the second question", () => home.Region.Sent.Count == 2);
        Assert.Equal(0, seals.Openings);

        // The control: what the log does not bring is opened.
        home.Region.AddPending(Sealed("m2", 20, "Bonn"));
        await home.Grain(Conversation).TakeOver();
        Assert.Equal(1, seals.Openings);
    }

    [Fact]
    public async Task TakeOver_AtHome_AnswersWhatWaitsSealed()
    {
        await home.InitializeAsync();
        home.Region.AddPending(Sealed("m0", 0, "hi"));

        await home.Grain(Conversation).TakeOver();

        Assert.Equal("Your name?", Assert.Single(home.Region.Sent).Content.Text);
    }

    [Fact]
    public async Task Turn_AtHomeLeftToAnotherRegion_WaitsSealed()
    {
        await home.InitializeAsync();
        var masked = Masked("m0", 0, "a canary");
        home.Region.Claims[masked.Id] = ClaimOutcome.Theirs;

        await home.DeliverAsync(masked);
        await ConversationSilo.UntilAsync("the event kept as pending", () => home.Region.PendingIds(Conversation.Key).Count == 1);

        var kept = EnvelopeCodec.Decode(Assert.Single(home.Region.Pending(Conversation.Key)).Payload.Span);
        Assert.NotNull(kept.Sealed);
        Assert.Null(kept.Message);
    }

    [Fact]
    public async Task Turn_AwayFromHome_IsLeftToHomeWithoutAClaimOrAReply()
    {
        await home.InitializeAsync();
        await away.InitializeAsync();
        await away.DeliverAsync(Sealed("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the event left to home", () => !away.Region.LeftToOthers.IsEmpty);

        var left = Assert.Single(away.Region.LeftToOthers);
        Assert.NotNull(EnvelopeCodec.Decode(left.Payload.Span).Sealed);
        Assert.DoesNotContain("open", away.Region.History);
        Assert.Empty(away.Region.Sent);
        Assert.Equal([left.Id.Value], away.Region.PendingIds(Conversation.Key));

        // Home gets it and answers it.
        home.Region.AddPending(EnvelopeCodec.Decode(left.Payload.Span));
        await home.Grain(Conversation).TakeOver();
        Assert.Equal("Your name?", Assert.Single(home.Region.Sent).Content.Text);
    }

    [Fact]
    public async Task TakeOver_AwayFromHome_GivesHomeAgainWhatItMayHaveLost()
    {
        await away.InitializeAsync();
        away.Region.AddPending(Sealed("m0", 0, "hi"));

        await away.Grain(Conversation).TakeOver();

        Assert.Equal(Sealed("m0", 0, "hi").Id, Assert.Single(away.Region.LeftToOthers).Id);
        Assert.Empty(away.Region.Sent);
        Assert.Equal(0, away.Region.Document(Conversation.Key).Session.Epoch);
    }

    [Fact]
    public async Task Turn_AwayFromHomeAndNoRedisTakesIt_FailsSoThatTheLogOffersItAgain()
    {
        await away.InitializeAsync();
        away.Region.LeavesNothing = true;

        await away.DeliverAsync(Sealed("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the failed turn", () => !away.TurnFailures.IsEmpty);

        Assert.IsNotAssignableFrom<TurnFaultException>(away.TurnFailures.First());
    }

    [Fact]
    public async Task Turn_WhatNobodyCanOpen_IsAFaultOfItsEvent()
    {
        await home.InitializeAsync();
        await home.DeliverAsync(Altered(Sealed("m0", 0, "hi")));
        await ConversationSilo.UntilAsync("the failed turn", () => !home.TurnFailures.IsEmpty);

        Assert.IsAssignableFrom<TurnFaultException>(home.TurnFailures.First());
        Assert.Empty(home.Region.Sent);
    }

    [Fact]
    public async Task TakeOver_WhatNobodyCanOpen_IsDroppedAndTheRestIsAnswered()
    {
        await home.InitializeAsync();
        home.Region.AddPending(Altered(Sealed("m0", 0, "hi")));
        home.Region.AddPending(Sealed("m1", 10, "hello"));

        await home.Grain(Conversation).TakeOver();

        Assert.Equal("Your name?", Assert.Single(home.Region.Sent).Content.Text);
        Assert.Empty(home.Region.PendingIds(Conversation.Key));
    }

    [Fact]
    public async Task TakeOver_WhatCannotBeOpenedNow_StaysPendingAndTheRestIsAnswered()
    {
        await home.InitializeAsync();
        using var other = new EuZone(withAnotherKey: true);
        var closed = other.Away.Seal(Masked("m0", 0, "hi"));
        home.Region.AddPending(closed);
        home.Region.AddPending(Sealed("m1", 10, "hello"));

        await home.Grain(Conversation).TakeOver();

        Assert.Equal("Your name?", Assert.Single(home.Region.Sent).Content.Text);
        Assert.Equal([closed.Id.Value], home.Region.PendingIds(Conversation.Key));
    }

    [Fact]
    public async Task Turn_WhoseKeyIsOutOfReach_IsOfferedAgain()
    {
        await home.InitializeAsync();
        using var other = new EuZone(withAnotherKey: true);

        await home.DeliverAsync(other.Away.Seal(Masked("m0", 0, "hi")));
        await ConversationSilo.UntilAsync("the failed turn", () => !home.TurnFailures.IsEmpty);

        Assert.IsNotAssignableFrom<TurnFaultException>(home.TurnFailures.First());
        Assert.Empty(home.Region.Sent);
    }

    private InboundEvent Masked(string id, int second, string text) => zone.Masked(events.Message(id, second, text));

    private InboundEvent Sealed(string id, int second, string text) => zone.Away.Seal(Masked(id, second, text));

    private static InboundEvent Altered(InboundEvent item) => item with { Id = new MessageId(item.Id.Value + "x") };

    /// <summary>Seals that count what they open.</summary>
    private sealed class CountedSeals(IEventSeals inner) : IEventSeals
    {
        private int openings;

        public int Openings => openings;

        public bool IsForHere(InboundEvent inboundEvent) => inner.IsForHere(inboundEvent);

        public InboundEvent Seal(InboundEvent inboundEvent, ContentKey? key = null) => inner.Seal(inboundEvent, key);

        public ValueTask<OpenedEvent> OpenAsync(InboundEvent inboundEvent, CancellationToken cancellationToken)
        {
            if (inboundEvent.Sealed is not null)
            {
                Interlocked.Increment(ref openings);
            }

            return inner.OpenAsync(inboundEvent, cancellationToken);
        }
    }
}
