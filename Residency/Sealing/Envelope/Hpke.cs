using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>
/// Hybrid public key encryption as RFC 9180 states it: base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, one message a key. Every primitive is
/// the platform's.
/// </summary>
internal static class Hpke
{
    /// <summary>An uncompressed point: 4, x, y.</summary>
    public const int PointBytes = 65;

    /// <summary>A private half.</summary>
    public const int PrivateBytes = 32;

    /// <summary>What both sides share after the encapsulation.</summary>
    public const int SecretBytes = 32;

    private const ushort KemId = 0x0010;
    private const ushort KdfId = 0x0001;
    private const byte BaseMode = 0;
    private const byte Uncompressed = 4;
    private const int CoordinateBytes = 32;

    private static readonly byte[] KemSuite = [.. "KEM"u8, .. TwoBytes(KemId)];

    /// <summary>Section 4.1, Encap, with a given ephemeral key.</summary>
    /// <param name="secret">Takes the <see cref="SecretBytes"/> that are shared.</param>
    /// <returns>The ephemeral public half, for the other side.</returns>
    public static byte[] Encapsulate(ECDiffieHellman ephemeral, ReadOnlySpan<byte> recipient, Span<byte> secret)
    {
        var point = PointOf(ephemeral.ExportParameters(includePrivateParameters: false));
        using var other = ECDiffieHellman.Create(Parameters(recipient));
        Share(ephemeral, other, point, recipient, secret);
        return point;
    }

    /// <summary>Section 4.1, Decap.</summary>
    /// <returns>False when the encapsulated bytes are no point of the curve.</returns>
    public static bool TryDecapsulate(ECDiffieHellman recipient, ReadOnlySpan<byte> encapsulated, Span<byte> secret)
    {
        try
        {
            using var other = ECDiffieHellman.Create(Parameters(encapsulated));
            Share(recipient, other, encapsulated, PointOf(recipient.ExportParameters(includePrivateParameters: false)), secret);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Section 5.1, KeySchedule in base mode: the key and the nonce of the first message.</summary>
    /// <param name="aeadId">0x0002 for AES-256-GCM.</param>
    public static void Schedule(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info, ushort aeadId, Span<byte> key, Span<byte> nonce)
    {
        byte[] suite = [.. "HPKE"u8, .. TwoBytes(KemId), .. TwoBytes(KdfId), .. TwoBytes(aeadId)];
        byte[] context =
        [
            BaseMode, .. LabeledExtract(suite, [], "psk_id_hash"u8, []), .. LabeledExtract(suite, [], "info_hash"u8, info),
        ];
        var secret = LabeledExtract(suite, sharedSecret, "secret"u8, []);
        LabeledExpand(suite, secret, "key"u8, context, key);
        LabeledExpand(suite, secret, "base_nonce"u8, context, nonce);
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>The point of a P-256 key.</summary>
    public static byte[] PointOf(ECParameters parameters) => [Uncompressed, .. parameters.Q.X!, .. parameters.Q.Y!];

    /// <summary>The key of a point, and of a private half if there is one.</summary>
    /// <exception cref="CryptographicException">It is no uncompressed point.</exception>
    public static ECParameters Parameters(ReadOnlySpan<byte> point, byte[]? privateHalf = null) =>
        point.Length == PointBytes && point[0] == Uncompressed
            ? new()
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point.Slice(1, CoordinateBytes).ToArray(), Y = point[(1 + CoordinateBytes)..].ToArray() },
                D = privateHalf,
            }
            : throw new CryptographicException("The bytes are no uncompressed point of P-256.");

    // ExtractAndExpand over the shared x coordinate, bound to both public halves.
    private static void Share(ECDiffieHellman own, ECDiffieHellman other, ReadOnlySpan<byte> encapsulated, ReadOnlySpan<byte> recipient, Span<byte> secret)
    {
        var shared = own.DeriveRawSecretAgreement(other.PublicKey);
        var extracted = LabeledExtract(KemSuite, [], "eae_prk"u8, shared);
        LabeledExpand(KemSuite, extracted, "shared_secret"u8, [.. encapsulated, .. recipient], secret);
        CryptographicOperations.ZeroMemory(shared);
        CryptographicOperations.ZeroMemory(extracted);
    }

    private static byte[] LabeledExtract(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> input)
    {
        byte[] labeled = [.. "HPKE-v1"u8, .. suite, .. label, .. input];
        var extracted = new byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt, extracted);
        CryptographicOperations.ZeroMemory(labeled);
        return extracted;
    }

    private static void LabeledExpand(
        ReadOnlySpan<byte> suite, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output) =>
        HKDF.Expand(HashAlgorithmName.SHA256, secret, output, [.. TwoBytes((ushort)output.Length), .. "HPKE-v1"u8, .. suite, .. label, .. info]);

    private static byte[] TwoBytes(ushort number)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }
}
