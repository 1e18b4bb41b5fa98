using System.Security.Cryptography;
using System.Text;

namespace OrleansFailover.Drill.Channel;

/// <summary>Message ids in the shape of the channel's: <c>wamid.</c> and base64 over the customer's number and a hash.</summary>
internal static class ChannelId
{
    public static string Of(string user, string seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\n{seed}"));
        byte[] bytes = [0x1d, (byte)user.Length, .. Encoding.ASCII.GetBytes(user), 0x15, .. Encoding.ASCII.GetBytes(Convert.ToHexString(hash.AsSpan(0, 10)))];
        return $"wamid.{Convert.ToBase64String(bytes)}";
    }
}
