using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>Decides whether a certificate is the channel's: its name, its chain to the configured authorities alone, its purpose and its time.</summary>
internal sealed class ClientCertificateVerifier(CertificateAuthorities authorities, IOptions<ClientCertificateOptions> options, TimeProvider time)
{
    private const string CommonNameOid = "2.5.4.3";
    private const string ClientAuthenticationOid = "1.3.6.1.5.5.7.3.2";

    /// <param name="certificate">The certificate of the client.</param>
    /// <param name="sent">What the client sent with it, to build the chain; trusted for nothing.</param>
    public CertificateVerdict Check(X509Certificate2 certificate, X509Certificate2Collection? sent)
    {
        try
        {
            return !HasCommonName(certificate) ? CertificateVerdict.WrongName
                : IsOfAnAuthority(certificate, sent) ? CertificateVerdict.Trusted
                : CertificateVerdict.Untrusted;
        }
        catch (CryptographicException)
        {
            return CertificateVerdict.Unreadable;
        }
    }

    private bool HasCommonName(X509Certificate2 certificate)
    {
        var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == CommonNameOid).Select(name => name.GetSingleElementValue()).ToList();
        return names is [{ } only] && only == options.Value.CommonName;
    }

    private bool IsOfAnAuthority(X509Certificate2 certificate, X509Certificate2Collection? sent)
    {
        var trusted = authorities.Current;
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(trusted);
        policy.ExtraStore.AddRange(trusted);
        if (sent is not null)
        {
            policy.ExtraStore.AddRange(sent);
        }

        policy.ApplicationPolicy.Add(new Oid(ClientAuthenticationOid));
        policy.VerificationTime = time.GetUtcNow().UtcDateTime;
        policy.VerificationTimeIgnored = false;

        // The certificates of the channel name no list that could be asked for on a webhook's way, and nothing may be fetched for a stranger.
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        var built = chain.Build(certificate);

        // It is not settled whether the published file holds a root or what a root signed. A chain that only ends early, at a certificate of the
        // file, is as good: what is below it was verified.
        return built || (chain.ChainElements.Count > 1 && EndsAt(chain, trusted) && chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain));
    }

    private static bool EndsAt(X509Chain chain, X509Certificate2Collection trusted) =>
        trusted.Any(authority => authority.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));
}
