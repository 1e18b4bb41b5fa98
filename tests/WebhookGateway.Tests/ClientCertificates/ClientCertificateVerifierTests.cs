using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.WebhookGateway.ClientCertificates;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.ClientCertificates;

public sealed class ClientCertificateVerifierTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(Certificates.Now);
    private readonly X509Certificate2 root = Certificates.Authority("Channel Root");
    private readonly string file;

    public ClientCertificateVerifierTests()
    {
        file = folder.Sub("authorities.pem");
        Write(root);
    }

    [Fact]
    public void Check_CertificateOfTheChannel_IsTrusted() => Assert.Equal(CertificateVerdict.Trusted, Check(Certificates.Leaf(root)));

    [Theory]
    [InlineData("CN=other.example.com", "WrongName")]
    [InlineData("CN=client.webhooks.fbclientcerts.com.example.com", "WrongName")]
    [InlineData("CN=CLIENT.webhooks.fbclientcerts.com", "WrongName")]
    [InlineData("O=client.webhooks.fbclientcerts.com", "WrongName")]
    [InlineData("CN=client.webhooks.fbclientcerts.com,CN=other.example.com", "WrongName")]
    [InlineData("O=x,CN=client.webhooks.fbclientcerts.com", "Trusted")]
    public void Check_Name_MustBeTheOneCommonName(string subject, string verdict) =>
        Assert.Equal(verdict, Check(Certificates.Leaf(root, subject, names: [Certificates.ChannelName])).ToString());

    [Fact]
    public void Check_AnotherAuthorityOfTheSameName_IsNotTrusted() =>
        Assert.Equal(CertificateVerdict.Untrusted, Check(Certificates.Leaf(Certificates.Authority("Channel Root"))));

    [Fact]
    public void Check_MadeForServers_IsNotTrusted() => Assert.Equal(CertificateVerdict.Untrusted, Check(Certificates.Leaf(root, usage: "1.3.6.1.5.5.7.3.1")));

    [Fact]
    public void Check_Time_MustBeWithinTheCertificates()
    {
        var leaf = Certificates.Leaf(root, until: Certificates.Now.AddDays(10));

        Assert.Equal(CertificateVerdict.Trusted, Verifier().Check(leaf, null));
        time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(CertificateVerdict.Untrusted, Verifier().Check(leaf, null));
    }

    [Fact]
    public void Check_SelfSigned_IsNotTrusted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest($"CN={Certificates.ChannelName}", key, HashAlgorithmName.SHA256).CreateSelfSigned(Certificates.Now.AddDays(-1), Certificates.Now.AddDays(1));

        Assert.Equal(CertificateVerdict.Untrusted, Check(own));
    }

    [Fact]
    public void Check_Intermediate_IsTakenFromTheFileOrFromTheClient()
    {
        var intermediate = Certificates.Authority("Channel Issuing", root);
        var leaf = Certificates.Leaf(intermediate);
        Assert.Equal(CertificateVerdict.Untrusted, Check(leaf));
        Assert.Equal(CertificateVerdict.Trusted, Verifier().Check(leaf, [intermediate]));

        Write(root, intermediate);
        Assert.Equal(CertificateVerdict.Trusted, Check(leaf));
    }

    [Fact]
    public void Check_FileHoldsOnlyTheIssuingAuthority_IsTrustedByItsSignatureAlone()
    {
        var intermediate = Certificates.Authority("Channel Issuing", root);
        Write(intermediate);

        Assert.Equal(CertificateVerdict.Trusted, Check(Certificates.Leaf(intermediate)));
        Assert.Equal(CertificateVerdict.Untrusted, Check(Certificates.Leaf(Certificates.Authority("Channel Issuing", root))));
        Assert.Equal(CertificateVerdict.Untrusted, Check(Certificates.Leaf(intermediate, usage: "1.3.6.1.5.5.7.3.1")));
        Assert.Equal(CertificateVerdict.Untrusted, Check(Certificates.Leaf(intermediate, until: Certificates.Now.AddDays(-1))));
    }

    [Fact]
    public void Check_ForgedSignatureWithTheRightKeyIdentifier_IsNotTrusted()
    {
        var intermediate = Certificates.Authority("Channel Issuing", root);
        Write(intermediate);
        var bytes = Certificates.Leaf(intermediate).RawData;

        // The signature is at the end.
        bytes[^10] ^= 0x55;

        Assert.Equal(CertificateVerdict.Untrusted, Check(X509CertificateLoader.LoadCertificate(bytes)));
    }

    [Fact]
    public void Check_FileChanges_IsReadAgainAndABadOneIsNot()
    {
        var next = Certificates.Authority("Channel Root 2");
        var verifier = Verifier();
        Assert.Equal(CertificateVerdict.Untrusted, verifier.Check(Certificates.Leaf(next), null));

        Write(root, next);
        File.SetLastWriteTimeUtc(file, Certificates.Now.UtcDateTime.AddMinutes(1));
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CertificateVerdict.Trusted, verifier.Check(Certificates.Leaf(next), null));

        File.WriteAllText(file, "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----");
        File.SetLastWriteTimeUtc(file, Certificates.Now.UtcDateTime.AddMinutes(2));
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CertificateVerdict.Trusted, verifier.Check(Certificates.Leaf(next), null));
    }

    public void Dispose() => folder.Dispose();

    private void Write(params X509Certificate2[] certificates) => File.WriteAllText(file, string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())));

    private CertificateVerdict Check(X509Certificate2 certificate) => Verifier().Check(certificate, null);

    private ClientCertificateVerifier Verifier()
    {
        var options = Options.Create(new ClientCertificateOptions { Required = true, AuthoritiesFile = file });
        return new(new CertificateAuthorities(options, time, NullLogger<CertificateAuthorities>.Instance), options, time);
    }
}
