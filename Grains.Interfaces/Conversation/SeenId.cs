using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The form in which a state remembers an applied event: 128 bits of SHA-256 over the id, in base64url (22 characters).</summary>
public static class SeenId
{
    public static string Of(MessageId id) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value)).AsSpan(0, 16));
}
