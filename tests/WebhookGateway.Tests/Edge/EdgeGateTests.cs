using System.Net;
using System.Text;
using OrleansFailover.WebhookGateway.ClientCertificates;
using OrleansFailover.WebhookGateway.Tests.ClientCertificates;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

/// <summary>What the edge lets through, and what it hands on with it.</summary>
public sealed class EdgeGateTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("/webhook")]
    [InlineData("/webhook/sales")]
    public async Task Post_Path_ReachesTheRegionAsItIs(string path)
    {
        await using var edge = await EdgeHost.StartAsync();
        var paths = new List<string>();
        edge.Primary.Answer = context =>
        {
            paths.Add(context.Request.Path);
            return FakePeer.Status(context, 200);
        };

        using var request = Signed.Post("test_app_secret", "{}"u8.ToArray(), path);
        using var response = await edge.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var verification = await edge.Client.GetAsync(new Uri($"{path}?hub.mode=subscribe", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal([path, path], paths);
    }

    [Fact]
    public async Task Post_CertificateOfTheChannel_GoesOnToTheRegion()
    {
        var root = Certificates.Authority("Channel Root");
        var leaf = Certificates.Leaf(root);
        await using var edge = await EdgeHost.StartAsync(settings: Required(root.ExportCertificatePem()), from: IPAddress.Parse("10.1.2.3"));

        using var response = await edge.PostAsync("{}", ("ssl-client-cert", Uri.EscapeDataString(leaf.ExportCertificatePem())));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var handedOn = ForwardedCertificate.Read(Assert.Single(edge.Primary.Got).Headers[ClientCertificateGate.HeaderName].ToString());
        Assert.Equal(leaf.Thumbprint, handedOn?.Thumbprint);
    }

    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("10.9.9.9", true)]
    public async Task Post_NoCertificateOrAStrangers_Is403AndGoesNowhere(string from, bool shows)
    {
        var root = Certificates.Authority("Channel Root");
        await using var edge = await EdgeHost.StartAsync(settings: Required(root.ExportCertificatePem()), from: IPAddress.Parse(from));

        using var response = shows
            ? await edge.PostAsync("{}", ("ssl-client-cert", Uri.EscapeDataString(Certificates.Leaf(root).ExportCertificatePem())))
            : await edge.PostAsync();

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(edge.Primary.Got);
        Assert.Empty(edge.Second.Got);
    }

    [Fact]
    public async Task Post_NotRequired_CertificateHeadersAreTakenOff()
    {
        await using var edge = await EdgeHost.StartAsync();

        using var response = await edge.PostAsync("{}", (ClientCertificateGate.HeaderName, "smuggled"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(ClientCertificateGate.HeaderName, Assert.Single(edge.Primary.Got).Headers.Keys);
    }

    [Fact]
    public async Task Post_PastTheConcurrencyLimit_Is503()
    {
        await using var edge = await EdgeHost.StartAsync(settings: new() { ["Gateway:MaxConcurrentRequests"] = "1" });
        var release = new TaskCompletionSource();
        edge.Primary.Answer = async context =>
        {
            await release.Task;
            await FakePeer.Status(context, 200);
        };
        var first = edge.PostAsync();
        await Eventually.True(() => !edge.Primary.Got.IsEmpty, "the first webhook is in work");

        using var second = await edge.PostAsync();
        release.SetResult();
        using var answered = await first;
        using var third = await edge.PostAsync();

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK), (second.StatusCode, answered.StatusCode, third.StatusCode));
    }

    [Fact]
    public async Task Post_BodyThatStops_Is408AndGoesNowhere()
    {
        await using var edge = await EdgeHost.StartAsync(settings: new() { ["Gateway:BodyTimeout"] = "00:00:01" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new StreamContent(new EndlessStream()) };

        using var response = await edge.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestTimeout, response.StatusCode);
        Assert.Empty(edge.Primary.Got);
    }

    public void Dispose() => folder.Dispose();

    private Dictionary<string, string?> Required(string authorities)
    {
        var file = folder.Sub("authorities.pem");
        File.WriteAllText(file, authorities, Encoding.ASCII);
        return new()
        {
            ["ClientCertificate:Required"] = "true",
            ["ClientCertificate:AuthoritiesFile"] = file,
            ["ClientCertificate:ForwardedHeader"] = "ssl-client-cert",
            ["ClientCertificate:TrustedProxies:0"] = "10.1.0.0/16",
        };
    }

    /// <summary>Gives one byte and then nothing.</summary>
    private sealed class EndlessStream : Stream
    {
        private bool given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            given = true;
            buffer.Span[0] = (byte)'{';
            return 1;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
