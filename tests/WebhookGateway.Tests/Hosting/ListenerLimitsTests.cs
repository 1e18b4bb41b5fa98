using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Hosting;

/// <summary>The limits of the real listener, spoken to over a socket.</summary>
public sealed class ListenerLimitsTests
{
    [Theory]
    [InlineData(3_000, 200)]
    [InlineData(40_000, 431)]
    public async Task Post_HeadersPastTheLimit_Is431(int bytes, int expected)
    {
        await using var region = await StartAsync(new() { ["Gateway:MaxRequestHeaderBytes"] = "8192" });
        var body = Payloads.Messages(Payloads.Text("wamid.1", "hello"));

        Assert.Equal(expected, await AnswerAsync(region, Head(body.Length, body, $"x-padding: {new string('x', bytes)}\r\n") + body));
    }

    [Fact]
    public async Task Post_HeadersThatDoNotEnd_Is408()
    {
        await using var region = await StartAsync(new() { ["Gateway:RequestHeadersTimeout"] = "00:00:01" });

        Assert.Equal(408, await AnswerAsync(region, "POST /webhook HTTP/1.1\r\nHost: x\r\nX-"));
    }

    [Fact]
    public async Task Post_BodyThatStops_Is408AndFreesItsPlace()
    {
        await using var region = await StartAsync(new() { ["Gateway:BodyTimeout"] = "00:00:01", ["Gateway:MaxConcurrentRequests"] = "1" });

        Assert.Equal(408, await AnswerAsync(region, Head(1000, "") + "{"));

        using var next = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.1", "hello")));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(1, region.Counted("webhook.rejected/too-slow"));
    }

    [Fact]
    public async Task Post_BodyThatComesTooSlowly_Is408ByItsRate()
    {
        // The listener's own bound has 5 s of grace.
        await using var region = await StartAsync(new() { ["Gateway:BodyTimeout"] = "00:01:00", ["Gateway:MinBodyBytesPerSecond"] = "1000" });

        Assert.Equal(408, await AnswerAsync(region, Head(1000, "") + "{", seconds: 20));
    }

    [Fact]
    public async Task Post_BodyPastTheLimit_Is413BeforeItIsRead()
    {
        await using var region = await StartAsync([]);

        Assert.Equal(413, await AnswerAsync(region, Head(100 * 1024 * 1024, "")));
    }

    [Fact]
    public async Task Post_MalformedRequestLine_Is400() =>
        Assert.Equal(400, await AnswerAsync(await StartAsync([]), "GET /webhook?hub.verify_token=\0 HTTP/1.1\r\nHost: x\r\n\r\n"));

    [Fact]
    public async Task Post_LargeBodiesPastTheirRoom_Is503AndTheRoomComesBack()
    {
        await using var region = await RegionHost.StartAsync(settings: new() { ["Gateway:MaxBodyBytesInWork"] = "4194304" });
        var release = new TaskCompletionSource();
        region.Log.Before = _ => release.Task;
        var large = Payloads.Messages([.. Enumerable.Range(0, 12).Select(i => Payloads.Text($"wamid.{i}", new string('x', 200_000)))]);
        var first = region.PostAsync(large);
        await Eventually.True(() => region.Log.Calls == 1, "the first webhook is in work");

        using var second = await region.PostAsync(large);
        using var small = region.PostAsync(Payloads.Messages(Payloads.Text("wamid.s", "hello")));
        release.SetResult();
        using var taken = await first;
        region.Log.Before = _ => Task.CompletedTask;
        using var third = await region.PostAsync(large);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), ((await small).StatusCode, taken.StatusCode, third.StatusCode));
        Assert.Equal(0, region.Services.GetRequiredService<BodyBudget>().Taken);
    }

    [Fact]
    public void Budget_ManyAtOnce_NeverPassesItsLimitAndEndsEmpty()
    {
        var budget = new BodyBudget(Options.Create(new GatewayOptions { MaxBodyBytesInWork = 10_000 }));
        Parallel.For(0, 10_000, i =>
        {
            if (budget.TryTake(300))
            {
                Assert.InRange(budget.Taken, 300, 10_000 + (Environment.ProcessorCount * 300));
                budget.Return(300);
            }
        });
        Assert.Equal(0, budget.Taken);
        Assert.True(budget.TryTake(10_000));
        Assert.False(budget.TryTake(1));
    }

    private static Task<RegionHost> StartAsync(Dictionary<string, string?> settings) =>
        RegionHost.StartAsync(settings: settings, listener: kestrel => kestrel.Listen(IPAddress.Loopback, 0));

    private static string Head(int length, string body, string more = "") =>
        $"POST /webhook HTTP/1.1\r\nHost: x\r\nX-Hub-Signature-256: {Signed.Header(RegionHost.Secret, Encoding.ASCII.GetBytes(body))}\r\n{more}Content-Length: {length}\r\n\r\n";

    private static async Task<int> AnswerAsync(RegionHost region, string request, int seconds = 10)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, region.Client.BaseAddress!.Port, deadline.Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), deadline.Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync(deadline.Token);
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
