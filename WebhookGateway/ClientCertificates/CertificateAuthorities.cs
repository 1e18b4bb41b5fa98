using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>
/// The certificates of the authorities file. Looked at again every 30 s, for the channel changes its authority while gateways run; a file that
/// cannot be read leaves those from before in use. Safe for concurrent use.
/// </summary>
internal sealed class CertificateAuthorities(IOptions<ClientCertificateOptions> options, TimeProvider time, ILogger<CertificateAuthorities> logger)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    private readonly Lock loading = new();
    private Loaded? loaded;

    public X509Certificate2Collection Current
    {
        get
        {
            var current = Volatile.Read(ref loaded);
            if (current is not null && time.GetElapsedTime(current.LookedAt) < LookAgainAfter)
            {
                return current.Certificates;
            }

            lock (loading)
            {
                return (loaded = Look(loaded)).Certificates;
            }
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">It holds something that is no certificate.</exception>
    public static X509Certificate2Collection Load(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(File.ReadAllText(file));
        return certificates;
    }

    private Loaded Look(Loaded? before)
    {
        var now = time.GetTimestamp();
        var file = options.Value.AuthoritiesFile ?? "";
        try
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (before?.Written == written)
            {
                return before with { LookedAt = now };
            }

            var certificates = Load(file);
            if (certificates.Count > 0)
            {
                logger.AuthoritiesRead(certificates.Count, file);
                return new(certificates, written, now);
            }

            logger.AuthoritiesNotRead(file, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            logger.AuthoritiesNotRead(file, exception);
        }

        return (before ?? new([], default, now)) with { LookedAt = now };
    }

    private sealed record Loaded(X509Certificate2Collection Certificates, DateTime Written, long LookedAt);
}
