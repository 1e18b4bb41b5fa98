using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Replies;

namespace OrleansFailover.Grains.Tests.Replies;

public class OvertakingTests
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    [Theory]
    [InlineData("end", "neutral", false)]
    [InlineData("end", "end", true)]
    [InlineData("end", "neutral question", true)]
    [InlineData("end", "notice", false)]
    [InlineData("question", "neutral", true)]
    [InlineData("question", "notice", false)]
    [InlineData("neutral", "neutral", true)]
    public void IsOvertaken_ByANewerWord_UnlessTheEndWouldBeLost(string older, string newer, bool isOvertaken)
    {
        var state = StateOf(Word(older, 1), Word(newer, 2));
        Assert.Equal(isOvertaken, Overtaking.IsOvertaken(state, state.Replies["0"], Nothing));
        Assert.False(Overtaking.IsOvertaken(state, state.Replies["1"], Nothing));
        Assert.False(Overtaking.IsOvertaken(state, state.Replies["0"], besides: new HashSet<string> { "1" }));

        // A late turn sorts by the same rule.
        var (_, send) = LateReplies.Sort(state, new HashSet<string> { "0" }, new Dictionary<MessageId, ClaimOutcome>());
        Assert.Equal(isOvertaken ? [] : ["0"], send);
    }

    [Fact]
    public void IsOvertaken_PartBeforeAQuestion_GoesWithTheQuestion()
    {
        // "That is no city." alone would be half of what was to be said.
        var state = StateOf(Word("end", 1), Word("question", 1) with { Part = 1 }, Word("neutral", 2));
        Assert.True(Overtaking.IsOvertaken(state, state.Replies["0"], Nothing));
    }

    private static ConversationState StateOf(params ReplyRecord[] replies) =>
        replies.Index().Aggregate(new ConversationState(), (state, reply) => state.Put($"{reply.Index}", reply.Item));

    private static ReplyRecord Word(string kind, int second)
    {
        MessageId message = new(kind == "notice" ? $"m{second}:1:held" : $"m{second}");
        return new()
        {
            InReplyTo = message,
            Stamp = new(second * 1000, 0, message),
            Status = ReplyStatus.Sending,
            Region = new("westeurope"),
            Asks = kind.EndsWith("question", StringComparison.Ordinal) ? $"question {second}" : null,
            Neutral = kind is "notice" || kind.StartsWith("neutral", StringComparison.Ordinal),
        };
    }
}
