using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Tests.Edge;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Hosting;

/// <summary>Every line of every category, down to the framework's trace, over all that a gateway does with a secret.</summary>
public sealed class SecretsInLogsTests
{
    private const string AppSecret = "app-secret-must-not-be-logged";
    private const string NewSecret = "new-secret-must-not-be-logged";
    private const string VerifyToken = "verify-token-must-not-be-logged";
    private const string WrongToken = "wrong-token-must-not-be-logged";
    private const string Mark = "must-not-be-logged";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Region_EverythingWithASecret_NoLineHoldsOne()
    {
        using var lines = new CapturedLines();
        var settings = new Settings(("Webhook:AppSecret", AppSecret), ("Webhook:VerifyToken", VerifyToken));
        await using (var region = await StartAsync(settings, lines))
        {
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound], await VerifyAsync(region.Client));
            await MalformedAsync(region.Client.BaseAddress!.Port);
            Assert.Equal(HttpStatusCode.OK, await PostAsync(region, AppSecret));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(region, WrongToken));
            settings.Change(("Webhook:AppSecret", NewSecret), ("Webhook:PreviousAppSecret", AppSecret));
            Assert.Equal(HttpStatusCode.OK, await PostAsync(region, NewSecret));

            // Refused, with secrets in it.
            settings.Change(("Webhook:VerifyToken", "short"), ("BusinessNumbers:Numbers:shop:AccessToken", $"{Mark} and a space"));
            Assert.Single(lines.Of(6001));

            region.Log.Break();
            region.DeadLetters.Broken = true;
            Assert.Equal(HttpStatusCode.OK, await PostAsync(region, NewSecret));
            var health = await region.Client.GetStringAsync(new Uri("/health/live", UriKind.Relative), Ct);
            Assert.Equal("live", health);
        }

        // The lines of the framework's trace are there, so an empty capture cannot pass.
        Assert.Contains(lines.Whole, line => line.Contains("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal));
        Assert.Contains(lines.Whole, line => line.StartsWith("Trace", StringComparison.Ordinal) || line.StartsWith("Debug", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Whole, line => line.Contains(Mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Region_RequestLinesAreNotSilenced_TheVerifyTokenIsInTheLines()
    {
        // The control: this is what the silence keeps out.
        using var lines = new CapturedLines();
        var settings = new Settings(("Webhook:AppSecret", AppSecret), ("Webhook:VerifyToken", VerifyToken));
        await using (var region = await StartAsync(settings, lines, services => services.RemoveAll<IPostConfigureOptions<LoggerFilterOptions>>()))
        {
            await VerifyAsync(region.Client);
        }

        Assert.Contains(lines.Whole, line => line.Contains(Mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edge_Verification_NoLineHoldsTheToken()
    {
        using var lines = new CapturedLines();
        await using (var edge = await EdgeHost.StartAsync(configure: services => Capture(services, lines)))
        {
            await VerifyAsync(edge.Client);
            edge.Primary.Answer = context =>
            {
                context.Abort();
                return Task.CompletedTask;
            };
            await VerifyAsync(edge.Client);
            Assert.NotEmpty(edge.Primary.Got);
        }

        Assert.NotEmpty(lines.Whole);
        Assert.DoesNotContain(lines.Whole, line => line.Contains(Mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_SecretsWithErrors_TheExceptionHoldsNone()
    {
        using var lines = new CapturedLines();
        var settings = new Settings(
            ("Webhook:AppSecret", AppSecret), ("Webhook:VerifyToken", ""), ("BusinessNumbers:Apps:Bad_Name:AppSecret", NewSecret),
            ("BusinessNumbers:Numbers:shop:AccessToken", $"{Mark} and a space"), ("WhatsApp:CloudApi:AccessToken", $"{Mark}\n"));

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(settings, lines));

        Assert.Contains("Bad_Name", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(lines.Whole, line => line.Contains(Mark, StringComparison.Ordinal));
    }

    private static Task<RegionHost> StartAsync(Settings settings, CapturedLines lines, Action<IServiceCollection>? configure = null) => RegionHost.StartAsync(
        source: settings,
        configure: services =>
        {
            Capture(services, lines);
            configure?.Invoke(services);
        },
        listener: kestrel => kestrel.Listen(IPAddress.Loopback, 0));

    private static void Capture(IServiceCollection services, CapturedLines lines) =>
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(lines));

    private static async Task<HttpStatusCode[]> VerifyAsync(HttpClient client)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var (path, token) in new[] { ("/webhook", VerifyToken), ("/webhook", WrongToken), ("/webhook/nobody", VerifyToken), ("/nowhere", VerifyToken) })
        {
            using var response = await client.GetAsync(new Uri($"{path}?hub.mode=subscribe&hub.challenge=11&hub.verify_token={token}", UriKind.Relative), Ct);
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task MalformedAsync(int port)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, Ct);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /webhook?hub.verify_token={VerifyToken}\0 HTTP/1.1\r\nHost: x\r\n\r\n"), Ct);
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(RegionHost region, string secret)
    {
        using var request = Signed.Post(secret, Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text($"wamid.{Guid.NewGuid()}", "hello"))));
        using var response = await region.Client.SendAsync(request, Ct);
        return response.StatusCode;
    }
}
