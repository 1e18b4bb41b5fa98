using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Tests.Conversation;

public class TurnPlanTests
{
    private readonly Events events = new();

    [Theory]
    // claims of a, b, c   waits over        applied  left  wait
    [InlineData("Ours Ours Ours", false, false, "abc", "", false)]
    [InlineData("Theirs Ours Ours", false, false, "", "a", true)]
    [InlineData("Theirs Ours Ours", true, false, "bc", "a", false)]
    [InlineData("Ours Theirs Ours", false, false, "a", "b", true)]
    [InlineData("Ours Ours Theirs", false, false, "ab", "c", false)]
    [InlineData("Undecided Ours Ours", false, false, "", "", true)]
    [InlineData("Undecided Ours Ours", true, false, "", "", true)]
    [InlineData("Undecided Ours Ours", true, true, "abc", "", false)]
    [InlineData("Ours Undecided Theirs", false, false, "a", "c", true)]
    [InlineData("Theirs Theirs Theirs", false, false, "", "abc", false)]
    public void Decide_Claims_KeepTheOrder(string claims, bool handoverOver, bool claimOver, string applied, string left, bool wait)
    {
        var outcomes = claims.Split(' ').Select(Enum.Parse<ClaimOutcome>).Zip("abc", (claim, id) => (Id: new MessageId(id.ToString()), claim))
            .ToDictionary(pair => pair.Id, pair => pair.claim);
        var plan = TurnPlan.Decide(new(), [Message("a"), Message("b"), Message("c")], outcomes, handoverOver, claimOver);
        Assert.Equal(applied, Ids(plan.Apply));
        Assert.Equal(left, Ids(plan.Left));
        Assert.Equal(wait, plan.Wait);
    }

    [Fact]
    public void Decide_SeenEventOfAnotherRegion_BlocksNothing()
    {
        var state = new ConversationState().See(Message("a"));
        var plan = TurnPlan.Decide(
            state, [Message("a"), Message("b")], new Dictionary<MessageId, ClaimOutcome> { [new("a")] = ClaimOutcome.Theirs }, false, false);
        Assert.Equal("a", Ids(plan.Seen));
        Assert.Equal("b", Ids(plan.Apply));
        Assert.False(plan.Wait);
    }

    [Theory]
    [InlineData("Theirs", ReplyStatus.Sending, false, "")]
    [InlineData("Theirs", ReplyStatus.Sending, true, "b")]
    [InlineData("Theirs", ReplyStatus.Sent, false, "b")]
    [InlineData("Ours", ReplyStatus.Sending, false, "b")]
    [InlineData("Undecided", ReplyStatus.Sending, false, "b")]
    public void Decide_SeenEventThatAnotherRegionIsReplyingTo_WaitsForItsReply(string claim, ReplyStatus status, bool handoverOver, string applied)
    {
        var reply = new ReplyRecord { InReplyTo = new("a"), Stamp = new Stamp(1, 0, new("a")), Status = status, Region = new("other") };
        var state = new ConversationState().See(Message("a")).Put("r", reply);
        var plan = TurnPlan.Decide(
            state, [Message("a"), Message("b")], new Dictionary<MessageId, ClaimOutcome> { [new("a")] = Enum.Parse<ClaimOutcome>(claim) }, handoverOver, false);
        Assert.Equal("a", Ids(plan.Seen));
        Assert.Equal((applied, applied == ""), (Ids(plan.Apply), plan.Wait));
    }

    [Fact]
    public void Decide_Status_WaitsForNobody()
    {
        var plan = TurnPlan.Decide(
            new(), [Message("a"), events.Status("r", ReplyStatus.Sent)], new Dictionary<MessageId, ClaimOutcome> { [new("a")] = ClaimOutcome.Undecided }, false, false);
        Assert.NotNull(Assert.Single(plan.Apply).Status);
        Assert.True(plan.Wait);
    }

    [Theory]
    // pending as id:second, or id:second:kept in ms after the incoming one came, of another region with a capital letter or @; incoming; the turn's events in order
    [InlineData("a:1 b:2", "c:3", "abc")]
    [InlineData("a:1 b:5", "c:3", "ac")] // b is later: an event between c and b may still wait in the log
    [InlineData("a:5 b:1", "c:3", "abc")] // acked in this order, although the channel's times say otherwise: the order of acking stands
    [InlineData("a:3 b:3", "c:3", "abc")] // when they were kept is not known
    [InlineData("a:3:-20 b:3:-1", "c:3", "abc")]
    [InlineData("a:3:-20 b:3:20", "c:3", "ac")]
    [InlineData("a:2:20", "c:3", "ac")] // the channel's second goes before the time of keeping: a copy may be late
    [InlineData("a:4:-20", "c:3", "c")]
    [InlineData("a:5", "c:3", "c")]
    [InlineData("a:1 b:2 c:3", "b:2", "ab")] // an incoming event that is pending too keeps its place there
    [InlineData("A:5 b:1 C:9", "b:1", "Ab")] // what was noted here before it stands before it, whatever the channel's times say
    [InlineData("b:2 C:1", "b:2", "Cb")] // the copy was late
    [InlineData("b:2 c:1", "b:2", "b")] // its own region acked it later: the log brings it
    [InlineData("b:2 c:2 D:1 E:1 F:3", "b:2", "DEb")] // the other region's keep their order among each other
    [InlineData("b:2 C:2 D:1", "b:2", "b")] // D is brought again: C was said after b, and D was acked after C
    [InlineData("b:2 D:5 E:1", "b:2", "b")]
    [InlineData("@b:2 C:2 D:1", "b:2", "b")] // b was acked elsewhere and is brought again here: what its first region acked behind it stays there
    [InlineData("@b:2 c:1 D:1", "b:2", "cb")]
    [InlineData("a:3:20 b:2:30", "c:3", "c")] // the same for one that is not in the list: a was acked after it
    [InlineData("a:2:20 b:3:30 c:2:40", "d:3", "ad")]
    [InlineData("b:2 C:2:-20", "b:2", "b")] // behind it in the list: acked later
    [InlineData("", "c:3", "c")]
    public void UpTo_IncomingAmongPending_IsWhatWasAckedBeforeItAndIt(string pending, string incoming, string order) =>
        Assert.Equal(order, Ids(EventOrder.UpTo(Parse(incoming), [.. pending.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseArrived)])));

    [Fact]
    public void UpTo_NothingIncoming_IsThePendingList() =>
        Assert.Equal("ab", Ids(EventOrder.UpTo(null, [ParseArrived("a:1"), ParseArrived("b:2")])));

    private ArrivedEvent ParseArrived(string text) =>
        new(Parse(text), text.Split(':') is [_, _, var kept] ? Events.Start.AddMilliseconds(int.Parse(kept, null)) : null);

    private InboundEvent Parse(string text)
    {
        var item = events.Message(text.Split(':')[0].TrimStart('@'), int.Parse(text.Split(':')[1], null), "x");
        return char.IsUpper(text[0]) || text[0] == '@' ? item with { Receipt = item.Receipt with { Region = new("elsewhere") } } : item;
    }

    private InboundEvent Message(string id) => events.Message(id, 0, "x");

    private static string Ids(IEnumerable<InboundEvent> items) => string.Concat(items.Select(item => item.Id.Value));
}
