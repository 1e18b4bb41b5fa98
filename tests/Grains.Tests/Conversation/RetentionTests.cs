using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>What was said is dropped after a while, in a conversation that goes on; what was seen is not.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);
    private static readonly RegionId Here = new("eastus");

    private readonly FakeTimeProvider clock = new(Events.Start.AddMinutes(1));
    private readonly Events events = new();

    [Fact]
    public void Of_WhatIsOld_IsDroppedAndWhatIsNewStays()
    {
        var state = Say(Say(Say(new ConversationState(), "m0", 0, "hi"), "m1", 10, "Ann"), "m2", (int)TimeSpan.FromDays(20).TotalSeconds, "Bonn");
        clock.SetUtcNow(Events.Start + Keep);
        Assert.Same(state, Retention.Of(state, clock.GetUtcNow(), Keep));

        clock.Advance(TimeSpan.FromDays(1));
        var kept = Retention.Of(state, clock.GetUtcNow(), Keep);

        var json = FakeRegion.JsonOf(kept);
        Assert.DoesNotContain("Ann", json, StringComparison.Ordinal);
        Assert.Contains("Bonn", json, StringComparison.Ordinal);
        Assert.Equal([true, false], new[] { "name", "city" }.Select(question => kept.Answers[question].Expired));
        Assert.Equal(state.Seen, kept.Seen);
        Assert.Equal(state.Replies.Keys, kept.Replies.Keys);

        // The question counts as answered, and a duplicate as seen; a copy from before brings nothing back.
        Assert.Equal("colour", new ThreeQuestions().NextQuestion(kept.AnswersBefore()));
        Assert.True(kept.HasSeen(new MessageId("m2")));
        Assert.Equal(kept, kept.Join(state));
        Assert.Equal(kept, state.Join(kept));
    }

    [Fact]
    public void Of_WithoutALimit_KeepsAll()
    {
        var state = Say(new ConversationState(), "m0", 0, "hi");
        clock.Advance(TimeSpan.FromDays(3650));

        Assert.Same(state, Retention.Of(state, clock.GetUtcNow(), TimeSpan.Zero));
        Assert.NotSame(state, Retention.Of(state, clock.GetUtcNow(), Keep));
    }

    [Fact]
    public void Of_AnAnswerAfterTheOldOne_CountsAsEver()
    {
        var state = Say(Say(new ConversationState(), "m0", 0, "hi"), "m1", 10, "Ann");
        clock.Advance(Keep);
        state = Retention.Of(state, clock.GetUtcNow(), Keep);

        // "Back" takes the answer back that nobody knows any more.
        var later = Say(Say(state, "m2", (int)Keep.TotalSeconds + 100, "back"), "m3", (int)Keep.TotalSeconds + 110, "Ben");

        Assert.Equal("Ben", later.AnswersBefore()["name"]);
        Assert.False(later.Answers["name"].Expired);
    }

    [Fact]
    public async Task Turn_OfAConversationThatStaysActive_DropsWhatIsOld()
    {
        var date = new SetDate(Events.Start.AddMinutes(1));
        await using var silo = new ConversationSilo { ContentRetention = Keep, Clock = date };
        silo.Region.KeepsJson = true;
        await silo.InitializeAsync();
        await TakeAsync(silo, events.Message("m0", 0, "hi"));
        await TakeAsync(silo, events.Message("m1", 10, "Annabella"));
        Assert.Contains("Annabella", FakeRegion.JsonOf(silo.Region.Document(events.Conversation.Key)), StringComparison.Ordinal);

        date.Advance(Keep);
        await TakeAsync(silo, events.Message("m2", (int)Keep.TotalSeconds + 60, "Bonn"));

        var document = silo.Region.Document(events.Conversation.Key);
        Assert.DoesNotContain("Annabella", FakeRegion.JsonOf(document), StringComparison.Ordinal);
        Assert.Contains("Bonn", FakeRegion.JsonOf(document), StringComparison.Ordinal);
        Assert.Equal(["Your name?", "Your city?", "Your colour?"], silo.Region.Sent.Select(reply => reply.Content.Text));
        var shown = await silo.Grain(events.Conversation).GetState();
        Assert.Equal("(expired)", shown.Answers["name"]);
    }

    [Theory]
    [InlineData("00:00:00", true)]
    [InlineData("9.00:00:00", true)]
    [InlineData("8.23:59:59", false)]
    [InlineData("-1.00:00:00", false)]
    [InlineData("3651.00:00:00", false)]
    public void Validate_ARetention_IsLongerThanTheChannelRepeatsItself(string retention, bool isValid) =>
        Assert.Equal(isValid, new ConversationOptionsRetentionValidator()
            .Validate(null, new ConversationOptions { ContentRetention = TimeSpan.Parse(retention, System.Globalization.CultureInfo.InvariantCulture) }).Succeeded);

    private ConversationState Say(ConversationState state, string id, int second, string text) =>
        TurnEngine.Apply(state, events.Message(id, second, text), new ThreeQuestions(), Here);

    private static async Task TakeAsync(ConversationSilo silo, InboundEvent item)
    {
        await silo.DeliverAsync(item);
        await ConversationSilo.UntilAsync($"the turn of {item.Id.Value}", () => silo.Region.IsRecorded(item));
    }
}
