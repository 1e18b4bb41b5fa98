using OrleansFailover.WebhookGateway.ClientCertificates;

namespace OrleansFailover.WebhookGateway.Tests.ClientCertificates;

public sealed class ForwardedCertificateTests
{
    private static readonly string Pem = Certificates.Leaf(Certificates.Authority("Root")).ExportCertificatePem();
    private static readonly string Encoded = Uri.EscapeDataString(Pem);

    [Fact]
    public void Read_EachForm_GivesTheCertificate()
    {
        Assert.All(
            [Encoded, $"Hash=00;Cert=\"{Encoded}\";Subject=\"CN=a;b,c\"", $"By=x;cert={Encoded}"],
            value => Assert.Equal(Pem, ForwardedCertificate.Read(value)?.ExportCertificatePem()));
        using var certificate = ForwardedCertificate.Read(Encoded)!;
        Assert.Equal(Pem, ForwardedCertificate.Read(ForwardedCertificate.Write(certificate))?.ExportCertificatePem());
    }

    [Fact]
    public void Read_NotExactlyOne_GivesNone() => Assert.All(
        [
            "", "nonsense", "%ZZ", Uri.EscapeDataString(Pem + "\n" + Pem), $"Cert=\"{Encoded}\",Cert=\"{Encoded}\"", $"Cert=\"{Encoded}\";Cert=\"{Encoded}\"", "Hash=00;Subject=\"\"",
            $"Hash=00,Cert=\"{Encoded}\"", Encoded[..^40], Encoded + new string('A', 20_000),
        ],
        value => Assert.Null(ForwardedCertificate.Read(value)));
}
