using System.Text;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Channel.Wasender;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Masking;

namespace OrleansFailover.Drill.Conversations;

/// <summary>
/// Tells which message a reply to a restricted customer answers. Such a reply quotes none; but its id is made of the masks of conversation and message, and who has their key
/// can make it again.
/// </summary>
internal sealed class MaskedReplies(string idKey, string zone, ChannelKind channel)
{
    // A question and what comes before it.
    private const int MostParts = 3;

    // What home says of a message that another region took without reading it.
    private const string Checked = ":checked";

    private readonly IdMask _mask = new(Encoding.UTF8.GetBytes(idKey));

    /// <summary>The ids that a reply to a message can have.</summary>
    public IEnumerable<string> IdsOf(CustomerPlan plan, string message) =>
        from user in UsersOf(plan)
        let conversation = ConversationId.Create(channel is ChannelKind.Wasender ? "wasender" : "whatsapp", BusinessNumber.Default.PhoneNumberId, _mask.OfUser(zone, user))
        let masked = _mask.OfMessage(new MessageId(message))
        from answered in new[] { masked, new MessageId(masked.Value + Checked) }
        from part in Enumerable.Range(0, MostParts)
        select ReplyId.Of(conversation, answered, part);

    private IEnumerable<string> UsersOf(CustomerPlan plan) => channel is ChannelKind.Wasender
        ? WasenderProtocol.LidOf(plan.User) is { } lid ? [plan.User, lid] : [plan.User]
        : [plan.User, plan.UserId];
}
