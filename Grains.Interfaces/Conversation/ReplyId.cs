using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// The id of a reply, computed from what it answers: every region gives the same reply the same id. The channel echoes it in delivery
/// statuses, which is how doubt about a reply is settled.
/// </summary>
public static class ReplyId
{
    /// <summary>128 bits of SHA-256 as 32 hex digits.</summary>
    public static string Of(ConversationId conversation, MessageId inReplyTo, int part) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation.Key}\n{inReplyTo.Value}\n{part}")).AsSpan(0, 16));
}
