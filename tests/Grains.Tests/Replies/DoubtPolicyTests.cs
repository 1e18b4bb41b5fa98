using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Replies;

namespace OrleansFailover.Grains.Tests.Replies;

public class DoubtPolicyTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(ReplyStatus.Sent, ClaimOutcome.Ours, false, 9, "Settled")]
    [InlineData(ReplyStatus.Superseded, ClaimOutcome.Ours, false, 9, "Settled")]
    [InlineData(ReplyStatus.Sending, ClaimOutcome.Theirs, false, 9, "Leave")]
    [InlineData(ReplyStatus.Sending, ClaimOutcome.Theirs, true, 9, "Leave")]
    [InlineData(ReplyStatus.Sending, ClaimOutcome.Undecided, false, 9, "Wait")]
    [InlineData(ReplyStatus.Sending, ClaimOutcome.Ours, false, 4, "Wait")]
    [InlineData(ReplyStatus.Sending, ClaimOutcome.Ours, false, 5, "Send")]
    [InlineData(ReplyStatus.Sending, ClaimOutcome.Ours, true, 0, "Supersede")]
    [InlineData(ReplyStatus.Pending, ClaimOutcome.Ours, false, 5, "Send")]
    public void Decide_Doubt_IsSettledByStatusThenOwnerThenBound(ReplyStatus status, ClaimOutcome claim, bool isOvertaken, int ageSeconds, string step)
    {
        var stamp = new Stamp(1000, 0, new MessageId("m"));
        var reply = new ReplyRecord { InReplyTo = new("m"), Stamp = stamp, Status = status, Region = new("eastus") };
        Assert.Equal(
            step,
            DoubtPolicy.Decide(reply, claim, isOvertaken, TimeSpan.FromSeconds(ageSeconds), Bound).ToString());
    }
}
