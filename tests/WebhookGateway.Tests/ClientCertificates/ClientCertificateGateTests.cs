using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.WebhookGateway.ClientCertificates;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.ClientCertificates;

/// <summary>The ingress ends TLS and hands the certificate on.</summary>
public sealed class ClientCertificateGateTests : IDisposable
{
    private const string Ingress = "10.1.2.3";
    private const string Header = "ssl-client-cert";

    private readonly TempFolder folder = new();
    private readonly X509Certificate2 root = Certificates.Authority("Channel Root");

    [Fact]
    public async Task Post_CertificateFromTheIngress_IsTaken()
    {
        await using var region = await StartAsync(Ingress);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, (Header, Encoded(Certificates.Leaf(root)))));
        Assert.Single(region.Log.Events);
    }

    [Fact]
    public async Task Post_CertificateBetweenGateways_IsTaken()
    {
        await using var region = await StartAsync("::ffff:10.1.2.3");

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, (ClientCertificateGate.HeaderName, Encoded(Certificates.Leaf(root)))));
    }

    [Theory]
    [InlineData("10.2.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData(null)]
    public async Task Post_RightCertificateFromAStranger_Is403(string? address)
    {
        await using var region = await StartAsync(address);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region, (Header, Encoded(Certificates.Leaf(root)))));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region, (ClientCertificateGate.HeaderName, Encoded(Certificates.Leaf(root)))));
        Assert.Empty(region.Log.Events);
        Assert.Equal(2, region.Counted("client_certificate.refused/FromStranger"));
    }

    [Fact]
    public async Task Post_NoOrWrongCertificateFromTheIngress_Is403()
    {
        await using var region = await StartAsync(Ingress);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region, (Header, "")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region, (Header, "nonsense")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region, (Header, Encoded(Certificates.Leaf(root, "CN=other")))));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(region, (Header, Encoded(Certificates.Leaf(Certificates.Authority("Channel Root"))))));
        Assert.Equal(
            HttpStatusCode.Forbidden, await PostAsync(region, (Header, Encoded(Certificates.Leaf(root))), (ClientCertificateGate.HeaderName, Encoded(Certificates.Leaf(root)))));
        Assert.Empty(region.Log.Events);
    }

    [Fact]
    public async Task Get_VerificationAndHealth_NeedNone()
    {
        await using var region = await StartAsync(Ingress);

        using var verification = await region.Client.GetAsync(
            new Uri($"/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token={RegionHost.Token}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var live = await region.Client.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (verification.StatusCode, live.StatusCode));
    }

    [Fact]
    public async Task Post_NotRequired_NoHeaderIsHandedOnToThePeer()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Log.Break();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, (ClientCertificateGate.HeaderName, "smuggled")));

        Assert.DoesNotContain(ClientCertificateGate.HeaderName, Assert.Single(peer.Got).Headers.Keys);
    }

    [Fact]
    public async Task Post_Forwarded_ThePeerGetsTheCertificateThatWasChecked()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await StartAsync(Ingress, peer.Address);
        region.Log.Break();
        var leaf = Certificates.Leaf(root);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, (Header, Encoded(leaf))));

        var headers = Assert.Single(peer.Got).Headers;
        Assert.DoesNotContain(Header, headers.Keys);
        using var handedOn = ForwardedCertificate.Read(headers[ClientCertificateGate.HeaderName].ToString());
        Assert.Equal(leaf.Thumbprint, handedOn?.Thumbprint);
    }

    [Fact]
    public async Task Post_SpooledAndDrained_ThePeerGetsTheCertificate()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, 503);
        await using var region = await StartAsync(Ingress, peer.Address);
        region.Log.Break();
        region.DeadLetters.Broken = true;
        var leaf = Certificates.Leaf(root);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, (Header, Encoded(leaf))));
        var before = peer.Got.Count;

        peer.Answer = context => FakePeer.Status(context, 200);
        await Eventually.True(() => peer.Got.Count > before, "the spool is drained to the peer");

        using var handedOn = ForwardedCertificate.Read(peer.Got.Last().Headers[ClientCertificateGate.HeaderName].ToString());
        Assert.Equal(leaf.Thumbprint, handedOn?.Thumbprint);
    }

    [Theory]
    [InlineData("ClientCertificate:AuthoritiesFile", "", "AuthoritiesFile is missing")]
    [InlineData("ClientCertificate:AuthoritiesFile", "/nowhere/x.pem", "cannot be read")]
    [InlineData("ClientCertificate:TrustedProxies:0", "10.1.0.0/99", "neither an address nor a network")]
    [InlineData("ClientCertificate:TrustedProxies:0", null, "needs TrustedProxies")]
    [InlineData("ClientCertificate:CommonName", "", "CommonName")]
    public async Task Start_WrongSettings_AreTold(string key, string? value, string error)
    {
        var settings = Required();
        settings.Remove(key);
        if (value is not null)
        {
            settings[key] = value;
        }

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => RegionHost.StartAsync(settings: settings));

        Assert.Contains(error, exception.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string Encoded(X509Certificate2 certificate) => Uri.EscapeDataString(certificate.ExportCertificatePem());

    private static async Task<HttpStatusCode> PostAsync(RegionHost region, params (string, string)[] headers)
    {
        using var response = await region.PostAsync(Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("wamid.1", "hello"))), headers);
        return response.StatusCode;
    }

    private Dictionary<string, string?> Required()
    {
        var file = folder.Sub("authorities.pem");
        File.WriteAllText(file, root.ExportCertificatePem());
        return new()
        {
            ["ClientCertificate:Required"] = "true",
            ["ClientCertificate:AuthoritiesFile"] = file,
            ["ClientCertificate:ForwardedHeader"] = Header,
            ["ClientCertificate:TrustedProxies:0"] = "10.1.0.0/16",
        };
    }

    private Task<RegionHost> StartAsync(string? from, Uri? peer = null) => RegionHost.StartAsync(
        peer, Required(), services => services.AddSingleton<IStartupFilter>(new ComesFrom(from is null ? null : IPAddress.Parse(from))));

    /// <summary>Gives the test server's requests an address.</summary>
    private sealed class ComesFrom(IPAddress? address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
