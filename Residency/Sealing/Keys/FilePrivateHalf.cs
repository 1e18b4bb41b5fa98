using System.Security.Cryptography;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>A private half from a file, for development: it is in this process's memory for as long as that lives.</summary>
internal sealed class FilePrivateHalf(RSA privateHalf) : IPrivateHalf, IDisposable
{
    private readonly Lock oneAtATime = new();

    public string Kind => "file";

    public Task<UnwrapResult> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        try
        {
            lock (oneAtATime)
            {
                return Task.FromResult(Checked(privateHalf.Decrypt(wrapped.Span, ZonePiece.Padding)));
            }
        }
        catch (CryptographicException)
        {
            return Task.FromResult(UnwrapResult.Refused);
        }
    }

    public void Dispose() => privateHalf.Dispose();

    // Anybody can wrap anything with a public key.
    internal static UnwrapResult Checked(byte[] dataKey)
    {
        if (dataKey.Length == ZonePiece.DataKeyBytes)
        {
            return new(UnwrapOutcome.Unwrapped, dataKey);
        }

        CryptographicOperations.ZeroMemory(dataKey);
        return UnwrapResult.Refused;
    }
}
