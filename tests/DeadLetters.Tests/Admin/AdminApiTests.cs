using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansFailover.DeadLetters.Tests.Support;

namespace OrleansFailover.DeadLetters.Tests.Admin;

public sealed class AdminApiTests
{
    private const string Ann = "whatsapp/1065/491701234567";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/admin/dead-letters")]
    [InlineData("/admin/dead-letters/summary")]
    [InlineData("/admin/openapi.json")]
    [InlineData("/ADMIN/dead-letters")]
    public async Task Get_WrongOrNoToken_IsUnauthorizedAndTheRightOneIsNot(string path)
    {
        await using var host = await ReplayHost.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(path, Ct)).StatusCode);
        Authorize(host, ReplayHost.Token + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(path, Ct)).StatusCode);
        host.Client.DefaultRequestHeaders.Authorization = new("Basic", ReplayHost.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(path, Ct)).StatusCode);
        Authorize(host);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task Get_NoTokenConfigured_IsForNobody()
    {
        await using var host = await ReplayHost.StartAsync(token: null);
        Authorize(host, "");
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("/admin/dead-letters", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("/admin/openapi.json", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live", Ct)).StatusCode);
    }

    [Fact]
    public async Task Start_ShortToken_IsRefused() => await Assert.ThrowsAnyAsync<Exception>(() => ReplayHost.StartAsync(token: "short"));

    [Fact]
    public async Task List_Letters_ShowsNoContentAndNoKeys()
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        await StoreThreeAsync(host);

        var text = await host.Client.GetStringAsync("/admin/dead-letters?status=all", Ct);

        Assert.DoesNotContain("491701234567", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        using var list = JsonDocument.Parse(text);
        var items = list.RootElement.GetProperty("items");
        Assert.Equal(3, items.GetArrayLength());
        Assert.Equal("log-unavailable", items[0].GetProperty("reason").GetString());
        Assert.Equal("kept", items[0].GetProperty("status").GetString());
        Assert.StartsWith("conversation:", items[0].GetProperty("conversations")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filters_ArePassedOn()
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        await StoreThreeAsync(host);

        Assert.Equal(2, await CountAsync($"conversation={Uri.EscapeDataString(Ann)}"));
        Assert.Equal(1, await CountAsync("reason=unreadable"));
        Assert.Equal(3, await CountAsync("reason=unreadable&reason=log-unavailable&reason=region-not-active"));
        Assert.Equal(2, await CountAsync($"from={Uri.EscapeDataString(Letters.Start.AddSeconds(1).ToString("O"))}"));
        Assert.Equal(0, await CountAsync("status=replayed"));
        Assert.Equal(2, await CountAsync("limit=2"));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.GetAsync("/admin/dead-letters?status=7", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.GetAsync("/admin/dead-letters?limit=0", Ct)).StatusCode);

        async Task<int> CountAsync(string query) =>
            (await host.Client.GetFromJsonAsync<JsonElement>($"/admin/dead-letters?{query}", Ct)).GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task Read_OneLetter_MasksItsContentUnlessAskedFor()
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        var id = await host.Store.StoreAsync(Letters.Webhook(0, "secret text", "unreadable", Ann), Ct);

        Assert.DoesNotContain("secret", await host.Client.GetStringAsync($"/admin/dead-letters/{id}", Ct), StringComparison.Ordinal);
        var full = await host.Client.GetFromJsonAsync<JsonElement>($"/admin/dead-letters/{id}?content=true", Ct);

        Assert.Equal("secret text", full.GetProperty("content").GetString());
        Assert.Equal(Ann, full.GetProperty("conversations")[0].GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/admin/dead-letters/nobody", Ct)).StatusCode);
    }

    [Fact]
    public async Task Replay_ByReason_ReplaysThose()
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        await StoreThreeAsync(host);

        var result = await PostAsync(host, "replay", new { reasons = (string[])["log-unavailable"] });

        Assert.Equal(1, result.GetProperty("replayed").GetInt32());
        Assert.Equal(["m0"], host.LogIds());
    }

    [Fact]
    public async Task Discard_TwiceAndThenReplay_DiscardsOnceAndReplaysNothing()
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        await StoreThreeAsync(host);

        Assert.Equal(2, (await PostAsync(host, "discard", new { conversation = Ann })).GetProperty("discarded").GetInt32());
        Assert.Equal(0, (await PostAsync(host, "discard", new { conversation = Ann })).GetProperty("discarded").GetInt32());
        Assert.Equal(0, (await PostAsync(host, "replay", new { conversation = Ann })).GetProperty("replayed").GetInt32());
        Assert.Empty(host.LogIds());
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("discard")]
    public async Task Post_NothingChosen_IsABadRequest(string action)
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        using var response = await host.Client.PostAsJsonAsync($"/admin/dead-letters/{action}", new { }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesTheEndpoints()
    {
        await using var host = await ReplayHost.StartAsync();
        Authorize(host);
        var paths = (await host.Client.GetFromJsonAsync<JsonElement>("/admin/openapi.json", Ct)).GetProperty("paths");
        Assert.All(
            ["/admin/dead-letters", "/admin/dead-letters/{id}", "/admin/dead-letters/replay", "/admin/dead-letters/discard", "/admin/dead-letters/summary"],
            path => Assert.True(paths.TryGetProperty(path, out _), path));
    }

    private static async Task StoreThreeAsync(ReplayHost host)
    {
        await host.Store.StoreAsync(Letters.Webhook(0, Bodies.Text("m0", 0, "secret"), "log-unavailable", Ann), Ct);
        await host.Store.StoreAsync(Letters.Webhook(1, Bodies.Text("m1", 1, "secret"), "region-not-active", Ann), Ct);
        await host.Store.StoreAsync(Letters.Webhook(2, "secret", "unreadable"), Ct);
    }

    private static void Authorize(ReplayHost host, string token = ReplayHost.Token) =>
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<JsonElement> PostAsync(ReplayHost host, string action, object body)
    {
        using var response = await host.Client.PostAsJsonAsync($"/admin/dead-letters/{action}", body, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
