using CsCheck;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

public class StatusTests
{
    private readonly Talk talk = new();

    private string ReplyId => talk.Events.ReplyTo("m0");

    [Fact]
    public void Apply_StatusBeforeTheSendsOwnAnswer_IsHeldUntilTheReplyIsKnown()
    {
        // Without an echoed reply id only the channel's id tells what it is of, and that comes with the answer of the call.
        var state = talk.Apply(talk.Of("hi"), talk.Events.Status(null, ReplyStatus.Delivered, "wamid.out"));
        Assert.Equal(ReplyStatus.Sending, state.Replies[ReplyId].Status);

        state = Statuses.Settle(state.Put(ReplyId, state.Replies[ReplyId].Raise(ReplyStatus.Sent) with { ChannelMessageId = "wamid.out" }));

        Assert.Equal(ReplyStatus.Delivered, state.Replies[ReplyId].Status);
    }

    [Fact]
    public void Apply_StatusInARegionThatDoesNotKnowTheReply_CountsAfterTheJoin()
    {
        var west = talk.Apply(new(), talk.Events.Status(ReplyId, ReplyStatus.Failed), Talk.West);

        var state = Statuses.Settle(talk.Of("hi").Join(west));

        Assert.Equal(ReplyStatus.Failed, state.Replies[ReplyId].Status);
        Assert.Equal("channel error 131026", state.Replies[ReplyId].Failure);
    }

    [Fact]
    public void Apply_SameStatusAgain_ChangesNothing()
    {
        var known = talk.Apply(talk.Of("hi"), talk.Events.Status(ReplyId, ReplyStatus.Delivered));
        Assert.Same(known, talk.Apply(known, talk.Events.Status(ReplyId, ReplyStatus.Delivered)));

        var held = talk.Apply(new(), talk.Events.Status("nobody", ReplyStatus.Delivered));
        Assert.Same(held, talk.Apply(held, talk.Events.Status("nobody", ReplyStatus.Delivered)));
    }

    [Fact]
    public void Apply_StatusesOfForeignMessages_AreBounded()
    {
        var state = talk.ApplyAll(talk.Of("hi"), Enumerable.Range(0, 1000).Select(i => talk.Events.Status(null, ReplyStatus.Read, $"wamid.{i}")));

        Assert.Equal(ConversationState.MaxHeldStatuses, state.HeldStatuses.Count);
    }

    [Fact]
    public void Apply_AnyOrderOfStatuses_EndsAtTheHighest() =>
        Gen.Shuffle(new[] { ReplyStatus.Sent, ReplyStatus.Delivered, ReplyStatus.Read, ReplyStatus.Failed, ReplyStatus.Delivered }).Sample(
            order =>
            {
                var end = order.Aggregate(talk.Of("hi"), (state, status) => talk.Apply(state, talk.Events.Status(ReplyId, status)));
                Assert.Equal(ReplyStatus.Read, end.Replies[ReplyId].Status);
                Assert.Equal("channel error 131026", end.Replies[ReplyId].Failure);
            },
            iter: 200);
}
