using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansFailover.WebhookGateway.Tests.ClientCertificates;

/// <summary>Authorities and certificates as a test needs them.</summary>
internal static class Certificates
{
    public const string ChannelName = "client.webhooks.fbclientcerts.com";

    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static X509Certificate2 Authority(string name, X509Certificate2? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return issuer is null ? request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5)) : Sign(request, issuer, Now.AddYears(4)).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Leaf(
        X509Certificate2 issuer, string subject = $"CN={ChannelName},O=Channel", string usage = "1.3.6.1.5.5.7.3.2", DateTimeOffset? until = null, string[]? names = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        if (names is not null)
        {
            var alternative = new SubjectAlternativeNameBuilder();
            Array.ForEach(names, alternative.AddDnsName);
            request.CertificateExtensions.Add(alternative.Build());
        }

        using var signed = Sign(request, issuer, until ?? Now.AddYears(1));
        using var whole = signed.CopyWithPrivateKey(key);

        // A key that is in memory alone is not taken by TLS everywhere.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 Sign(CertificateRequest request, X509Certificate2 issuer, DateTimeOffset until) =>
        request.Create(issuer, Now.AddMonths(-6), until, RandomNumberGenerator.GetBytes(12));
}
