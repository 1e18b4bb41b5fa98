using System.Text;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Conversations;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Masking;

namespace OrleansFailover.Drill.Tests.Conversations;

public sealed class MaskedRepliesTests
{
    private const string Key = "a key of the masks, thirty-two bytes";

    private static readonly CustomerPlan Plan = new(1, 3, isRestricted: true);

    [Theory]
    [InlineData(true, 0, "")]
    [InlineData(true, 1, "")]
    [InlineData(false, 0, "")]
    [InlineData(false, 0, ":checked")]
    public void IdsOf_AMessage_AreThoseThatARegionGives(bool byPhone, int part, string word)
    {
        var mask = new IdMask(Encoding.UTF8.GetBytes(Key));
        var conversation = ConversationId.Create("whatsapp", BusinessNumber.Default.PhoneNumberId, mask.OfUser("eu", byPhone ? Plan.User : Plan.UserId));

        Assert.Contains(ReplyId.Of(conversation, new MessageId(mask.OfMessage(new MessageId("wamid.1")).Value + word), part), new MaskedReplies(Key, "eu", ChannelKind.CloudApi).IdsOf(Plan, "wamid.1"));
    }

    [Theory]
    [InlineData("491700010003")]
    [InlineData("9491700010003@lid")]
    public void IdsOf_AMessageOfALinkedSession_AreThoseOfNumberAndLid(string user)
    {
        var mask = new IdMask(Encoding.UTF8.GetBytes(Key));
        var conversation = ConversationId.Create("wasender", BusinessNumber.Default.PhoneNumberId, mask.OfUser("eu", user));

        Assert.Contains(ReplyId.Of(conversation, mask.OfMessage(new MessageId("wamid.1")), 0), new MaskedReplies(Key, "eu", ChannelKind.Wasender).IdsOf(Plan, "wamid.1"));
    }

    [Fact]
    public void IdsOf_AnotherMessageOrKey_AreOthers()
    {
        var replies = new MaskedReplies(Key, "eu", ChannelKind.CloudApi);

        Assert.Empty(replies.IdsOf(Plan, "wamid.1").Intersect(replies.IdsOf(Plan, "wamid.2")));
        Assert.Empty(replies.IdsOf(Plan, "wamid.1").Intersect(new MaskedReplies("another key of the masks, 32 bytes.", "eu", ChannelKind.CloudApi).IdsOf(Plan, "wamid.1")));
    }
}
