using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>The name of a key: the first 16 bytes of the SHA-256 of its public half, so that nobody can give a key the name of another one.</summary>
public readonly record struct KeyId(UInt128 Value)
{
    /// <summary>The length in an envelope.</summary>
    public const int Bytes = 16;

    /// <summary>The id of a public half: of an RSA key its SubjectPublicKeyInfo, of a P-256 key its uncompressed point.</summary>
    public static KeyId Of(ReadOnlySpan<byte> publicHalf)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(publicHalf, hash);
        return Read(hash);
    }

    internal static KeyId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    internal void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);

    /// <summary>32 hex digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
