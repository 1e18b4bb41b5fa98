using System.Buffers.Text;
using System.Security.Cryptography;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>Draws the name under which the writes of one activation count, anew at each read: 48 random bits, 8 characters.</summary>
internal static class WriterName
{
    public static string Draw()
    {
        Span<byte> bits = stackalloc byte[6];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }
}
