using System.Net;
using System.Text.RegularExpressions;
using OrleansFailover.Access.Tests.Support;

namespace OrleansFailover.Access.Tests;

public sealed partial class SignInTests
{
    [Fact]
    public async Task Page_BrowserThatIsNotSignedIn_IsLedToTheSignIn()
    {
        await using var host = await StartAsync();

        using var page = await host.SendAsync(HttpMethod.Get, "/page", accept: "text/html");
        using var script = await host.SendAsync(HttpMethod.Get, "/page", accept: "application/json");

        Assert.Equal((HttpStatusCode.Redirect, "/access/sign-in?ReturnUrl=%2Fpage"), (page.StatusCode, page.Headers.Location!.PathAndQuery));
        Assert.Equal(HttpStatusCode.Unauthorized, script.StatusCode);
    }

    [Fact]
    public async Task SignIn_RightToken_LeadsBackAndOpensPages()
    {
        await using var host = await StartAsync();
        var (form, cookie) = await FormAsync(host);

        using var answer = await PostAsync(host, form, cookie, AccessHost.Token, "/page");

        Assert.Equal((HttpStatusCode.Redirect, "/page"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var signedIn = CookieOf(answer, "access=");
        Assert.Contains("httponly", answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("access=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        using var page = await host.SendAsync(HttpMethod.Get, "/page", accept: "text/html", cookie: signedIn);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        // A cookie is sent by any page of the browser, so it opens pages and nothing that acts.
        using var action = await host.SendAsync(HttpMethod.Post, "/operators", cookie: signedIn);
        Assert.Equal(HttpStatusCode.Unauthorized, action.StatusCode);
    }

    [Fact]
    public async Task SignIn_WrongToken_IsRefusedAndLogged()
    {
        await using var host = await StartAsync();
        var (form, cookie) = await FormAsync(host);

        using var answer = await PostAsync(host, form, cookie, "wrong", "/page");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("not the right token", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], value => value.StartsWith("access=", StringComparison.Ordinal));
        Assert.Single(host.Log.Of<SharedToken>());
    }

    [Fact]
    public async Task SignIn_WithoutTheForm_IsRefused()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, "forged", null, AccessHost.Token, "/page");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("")]
    public async Task SignIn_AddressOfAnotherHost_LeadsToTheStart(string returnUrl)
    {
        await using var host = await StartAsync();
        var (form, cookie) = await FormAsync(host);

        using var answer = await PostAsync(host, form, cookie, AccessHost.Token, returnUrl);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SignIn_NobodyConfigured_SaysSo()
    {
        await using var host = await AccessHost.StartAsync([]);

        using var answer = await host.SendAsync(HttpMethod.Get, SignInEndpoints.Path);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Answers_OfAHostWithPages_HaveSecurityHeaders()
    {
        await using var host = await StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Get, "/public");

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static Task<AccessHost> StartAsync() => AccessHost.StartAsync(new() { ["Access:Token"] = AccessHost.Token });

    private static async Task<(string Form, string Cookie)> FormAsync(AccessHost host)
    {
        using var page = await host.SendAsync(HttpMethod.Get, SignInEndpoints.Path);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (FormToken().Match(html).Groups[1].Value, CookieOf(page, "access-form="));
    }

    private static async Task<HttpResponseMessage> PostAsync(AccessHost host, string form, string? cookie, string token, string returnUrl)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SignInEndpoints.Path)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("token", token), new("returnUrl", returnUrl)]),
        };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string CookieOf(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(name, StringComparison.Ordinal)).Split(';')[0];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
