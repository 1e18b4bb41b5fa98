using System.Net;
using System.Net.Http.Json;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Phone;

namespace OrleansFailover.Drill.Tests.Phone;

public sealed class PhoneServerTests : IAsyncLifetime
{
    private readonly FakeSwitches _switches = new();
    private ChannelSimulator _channel = null!;
    private PhoneServer _phone = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new ChannelOptions
        {
            Secrets = ChannelSecrets.Draw(),
            Webhook = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/webhook"),
        };
        _channel = await ChannelSimulator.StartAsync(_ => options, TimeProvider.System, TestContext.Current.CancellationToken);
        _phone = await PhoneServer.StartAsync(0, _channel, _switches, TimeProvider.System, TestContext.Current.CancellationToken);
        _http = new HttpClient { BaseAddress = _phone.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phone.DisposeAsync();
        await _channel.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/phone.css", "text/css")]
    [InlineData("/phone.js", "text/javascript")]
    public async Task Get_Page_IsServedFromHereAndLoadsNothingFromElsewhere(string path, string type)
    {
        using var response = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("http://", body, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", body, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OtherHostName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "somewhere.example";

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Kill_WithoutTheGuardHeader_IsForbidden()
    {
        using var plain = await _http.PostAsync("/api/regions/eastus/kill", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
        Assert.Equal(RegionState.Up, await _switches.StateAsync("eastus", TestContext.Current.CancellationToken));

        _http.DefaultRequestHeaders.Add(RegionEndpoints.Guard, "1");
        using var guarded = await _http.PostAsync("/api/regions/eastus/kill", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, guarded.StatusCode);
        Assert.Equal(RegionState.Down, await _switches.StateAsync("eastus", TestContext.Current.CancellationToken));

        using var unknown = await _http.PostAsync("/api/regions/mars/kill", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Events_WhatAUserSays_ComesOnlyToThatUsersPages()
    {
        using var posted = await _http.PostAsJsonAsync("/api/messages?user=ann", new { kind = "text", text = "good morning" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);

        Assert.Contains("good morning", await ReadEventsAsync("ann", "message"), StringComparison.Ordinal);
        Assert.DoesNotContain("good morning", await ReadEventsAsync("bob", "regions"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", null, null)]
    [InlineData("button", "Yes", null)]
    [InlineData("location", null, null)]
    [InlineData("poem", "roses", "1")]
    public async Task Post_WhatNoPhoneSends_IsRefused(string kind, string? text, string? id)
    {
        using var response = await _http.PostAsJsonAsync("/api/messages", new { kind, text, id }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<string> ReadEventsAsync(string user, string until)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(1));
        await using var stream = await _http.GetStreamAsync($"/api/events?user={user}", bound.Token);
        using var reader = new StreamReader(stream);
        var text = "";
        while (await reader.ReadLineAsync(bound.Token) is { } line)
        {
            text += line + "\n";
            if (line == $"event: {until}")
            {
                return text + await reader.ReadLineAsync(bound.Token);
            }
        }

        return text;
    }
}
