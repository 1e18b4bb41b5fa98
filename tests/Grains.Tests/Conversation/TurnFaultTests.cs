using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using static OrleansFailover.Grains.Tests.Conversation.FakeRegion;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>An event that no turn can take, and its control: a store that is out.</summary>
public sealed class TurnFaultTests : IAsyncLifetime
{
    private readonly BreakingScript script = new();
    private readonly ConversationSilo silo;
    private readonly Events events = new();

    public TurnFaultTests() => silo = new() { Script = script };

    private FakeRegion Region => silo.Region;

    public ValueTask InitializeAsync() => silo.InitializeAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Turn_ScriptBreaks_IsAFaultThatTellsNoContentAndIsNotRunAgainByItself()
    {
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first reply", () => Region.Sent.Count == 1);
        await silo.DeliverAsync(events.Message("m1", 10, "poison"));
        await ConversationSilo.UntilAsync("the failed turn", () => !silo.TurnFailures.IsEmpty);

        // One turn an offer: the pauses and the count are the log's.
        Assert.True(script.Breaks <= silo.TurnFailures.Count + 1, $"{script.Breaks} turns, {silo.TurnFailures.Count} offers");
        var fault = Assert.IsType<TurnFaultException>(silo.TurnFailures.First());
        Assert.Equal("Script three-questions cannot take it: FormatException in BreakingScript.Read.", fault.Message);
        Assert.Contains("release:m1", Region.History);
        Assert.Single(Region.Sent);
        Assert.False(Region.Document(events.Conversation.Key).HasSeen(new MessageId("m1")));

        script.IsBroken = false;
        await ConversationSilo.UntilAsync("the answer", () => Region.Sent.Count == 2);
        Assert.Equal("poison", Region.Document(events.Conversation.Key).AnswersBefore()["name"]);
    }

    [Fact]
    public async Task Turn_StoreOut_IsNoFault()
    {
        for (var i = 0; i < 6; i++)
        {
            Region.WriteFaults.Enqueue(WriteFault.DroppedWithoutAnswer);
        }

        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the reply once the store is back", () => Region.Sent.Count == 1);
        Assert.NotEmpty(silo.TurnFailures);
        Assert.DoesNotContain(silo.TurnFailures, failure => failure is TurnFaultException);
    }

    [Fact]
    public async Task Turn_BehindAPendingEventThatBreaks_IsTakenAndTheOtherStaysPending()
    {
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first reply", () => Region.Sent.Count == 1);
        Region.AddPending(events.Message("m1", 10, "poison"));
        await silo.DeliverAsync(events.Message("m2", 20, "Ann"));
        await ConversationSilo.UntilAsync("the second reply", () => Region.Sent.Count == 2);

        Assert.True(silo.TurnFailures.IsEmpty);
        Assert.Contains("release:m1", Region.History);
        Assert.Equal(["m1"], Region.PendingIds(events.Conversation.Key));
        Assert.Equal("Ann", Region.Document(events.Conversation.Key).AnswersBefore()["name"]);

        // A build that can take it does so with the next turn; it comes late and overwrites nothing.
        script.IsBroken = false;
        await silo.DeliverAsync(events.Message("m3", 30, "Bonn"));
        await ConversationSilo.UntilAsync("nothing pending", () => Region.PendingIds(events.Conversation.Key).Count == 0);
        var state = Region.Document(events.Conversation.Key);
        Assert.Equal(("Ann", "Bonn"), (state.AnswersBefore()["name"], state.AnswersBefore()["city"]));
    }

    [Fact]
    public async Task TakeOver_PendingEventThatBreaks_AnswersTheOthers()
    {
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first reply", () => Region.Sent.Count == 1);
        Region.AddPending(events.Message("m1", 10, "poison"));
        Region.AddPending(events.Message("m2", 20, "Ann"));
        await silo.Grain(events.Conversation).TakeOver();
        Assert.Equal(["Your name?", "Your city?"], Region.Sent.Select(reply => reply.Content.Text));
        Assert.Equal(["m1"], Region.PendingIds(events.Conversation.Key));
    }
}
