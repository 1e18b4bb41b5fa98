using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.ClientCertificates;

/// <summary>The gateway itself ends TLS.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly X509Certificate2 root = Certificates.Authority("Channel Root");
    private readonly X509Certificate2 server = Certificates.Leaf(Certificates.Authority("Server Root"), "CN=localhost", "1.3.6.1.5.5.7.3.1", names: ["localhost"]);

    [Fact]
    public async Task Post_CertificateOfTheChannel_IsTaken()
    {
        await using var region = await StartAsync();
        using var client = Client(region, Certificates.Leaf(root));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(client));
        Assert.Single(region.Log.Events);
    }

    [Fact]
    public async Task Post_IntermediateComesWithTheHandshake_IsTaken()
    {
        await using var region = await StartAsync();
        var intermediate = Certificates.Authority("Channel Issuing", root);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.GetCertHashString();
        handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(Certificates.Leaf(intermediate), [intermediate], offline: true);
        using var client = new HttpClient(handler) { BaseAddress = region.Client.BaseAddress };

        Assert.Equal(HttpStatusCode.OK, await PostAsync(client));
    }

    [Fact]
    public async Task Post_NoCertificate_Is403AndProbesGoOn()
    {
        await using var region = await StartAsync();
        using var client = Client(region, null);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(client));
        using var live = await client.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Empty(region.Log.Events);
        Assert.Equal(1, region.Counted("client_certificate.refused/Missing"));
    }

    [Fact]
    public async Task Post_WrongCertificate_EndsTheConnection()
    {
        await using var region = await StartAsync();
        X509Certificate2[] wrong =
        [
            Certificates.Leaf(Certificates.Authority("Channel Root")), Certificates.Leaf(root, "CN=other"),
            Certificates.Leaf(root, usage: "1.3.6.1.5.5.7.3.1"), Certificates.Leaf(root, until: Certificates.Now.AddDays(-1)),
        ];
        foreach (var certificate in wrong)
        {
            using var client = Client(region, certificate);
            await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client));
        }

        Assert.Empty(region.Log.Events);
    }

    public void Dispose() => folder.Dispose();

    private HttpClient Client(RegionHost region, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.GetCertHashString();
        if (certificate is not null)
        {
            // Also one that a well-behaved client would keep for itself, because it is not made for clients.
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return new HttpClient(handler) { BaseAddress = region.Client.BaseAddress };
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client)
    {
        using var request = Signed.Post(RegionHost.Secret, Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("wamid.1", "hello"))));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private Task<RegionHost> StartAsync()
    {
        var file = folder.Sub("authorities.pem");
        File.WriteAllText(file, root.ExportCertificatePem());
        return RegionHost.StartAsync(
            settings: new() { ["ClientCertificate:Required"] = "true", ["ClientCertificate:AuthoritiesFile"] = file },
            listener: kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(server)));
    }
}
