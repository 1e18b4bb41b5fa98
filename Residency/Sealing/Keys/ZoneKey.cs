using System.Security.Cryptography;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>The public half of a zone's key, and what it is good for.</summary>
internal sealed class ZoneKey(string zone, ZoneKeyOptions options, RSA publicHalf)
{
    private readonly RSAParameters parameters = publicHalf.ExportParameters(includePrivateParameters: false);

    public KeyId Id { get; } = ZoneKeyReader.IdOf(publicHalf);

    public string Zone => zone;

    public ZoneKeyOptions Options => options;

    public ZoneKeyUse Use => options.Use;

    /// <summary>The length of a data key that is wrapped with it.</summary>
    public int WrappedBytes { get; } = publicHalf.KeySize / 8;

    /// <summary>Wraps a data key. Safe for concurrent use.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> dataKey)
    {
        // An RSA object is not said to be safe for concurrent use; to make one from parameters costs little beside the wrapping.
        using var rsa = RSA.Create(parameters);
        return rsa.Encrypt(dataKey, ZonePiece.Padding);
    }

    /// <summary>Whether a key elsewhere has the same public half.</summary>
    public bool IsSame(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        modulus.TrimStart((byte)0).SequenceEqual(parameters.Modulus) && exponent.TrimStart((byte)0).SequenceEqual(parameters.Exponent);
}
