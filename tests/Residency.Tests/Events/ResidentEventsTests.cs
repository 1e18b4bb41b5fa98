using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Tests.Rules;

namespace OrleansFailover.Residency.Tests.Events;

public sealed class ResidentEventsTests
{
    private static readonly RegionId Home = new("westeurope");
    private static readonly RegionId Away = new("eastus");

    private readonly ResidentEvents events = new(Sections.Policy(), new EventMask(Happened.Mask));

    [Fact]
    public void Of_ARestrictedSender_IsMaskedAndMayStayAtHomeAlone()
    {
        var resident = events.Of(Happened.Message());

        Assert.Equal("eu", MaskedId.ZoneOf(resident.Event.Conversation.UserId));
        Assert.True(resident.MayStayIn(Home));
        Assert.False(resident.MayStayIn(Away));
        Assert.False(resident.Event.HomeOnly);
    }

    [Fact]
    public void Of_ASenderUnderDeny_IsAnsweredByHomeAlone()
    {
        var happened = Happened.Message();
        var resident = events.Of(happened with { Conversation = ConversationId.Create("whatsapp", "2001", "12025550100"), Sender = null });

        Assert.True(resident.Event.HomeOnly);
    }

    [Fact]
    public void Of_ASenderWhoseOtherIdIsRestricted_IsMasked()
    {
        // Known under a free number; the id beside it is a German one.
        var happened = Happened.Message() with { Conversation = ConversationId.Create("whatsapp", "1065", "33612345678") };

        Assert.Equal("eu", MaskedId.ZoneOf(events.Of(happened).Event.Conversation.UserId));
    }

    [Theory]
    [InlineData("33612345678")]
    [InlineData("12025550100")]
    public void Of_AFreeSender_StaysAsItIsAnywhere(string user)
    {
        var happened = Happened.Message() with { Conversation = ConversationId.Create("whatsapp", "1065", user), Sender = new Sender { Phone = user } };

        var resident = events.Of(happened);

        Assert.Same(happened, resident.Event);
        Assert.True(resident.MayStayIn(Home));
        Assert.True(resident.MayStayIn(Away));
    }

    [Fact]
    public void Of_WhatWasMaskedBefore_BelongsToTheZoneOfItsMask()
    {
        var masked = events.Of(Happened.Message()).Event;

        var again = events.Of(masked);

        Assert.Same(masked, again.Event);
        Assert.True(again.MayStayIn(Home));
        Assert.False(again.MayStayIn(Away));
    }

    [Fact]
    public void Of_AMaskOfAZoneThatIsGone_MayStayNowhere()
    {
        var masked = new EventMask(Happened.Mask).Of("gone", Happened.Message());

        var resident = events.Of(masked);

        Assert.False(resident.MayStayIn(Home));
        Assert.False(resident.MayStayIn(Away));
    }

    [Fact]
    public void Of_WithoutRules_NobodyIsMasked()
    {
        var free = new ResidentEvents(Sections.Policy(""), new EventMask(Happened.Mask));
        var happened = Happened.Message();

        Assert.False(free.RestrictsAnybody);
        Assert.True(events.RestrictsAnybody);
        Assert.Same(happened, free.Of(happened).Event);
    }
}
