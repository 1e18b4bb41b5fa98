using System.Net;
using System.Security.Cryptography;
using OrleansFailover.Access.Tests.Support;

namespace OrleansFailover.Access.Tests;

public sealed class TokenTests
{
    private static readonly string[] Viewers = [AccessRoles.Viewer];
    private static readonly string[] Operators = [AccessRoles.Operator];

    [Theory]
    [InlineData("/viewers")]
    [InlineData("/forgotten")]
    [InlineData("/page")]
    public async Task Get_NothingConfigured_IsForNobody(string path)
    {
        await using var host = await AccessHost.StartAsync([]);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, path, ""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "/public"));
    }

    [Theory]
    [InlineData("/viewers")]
    [InlineData("/forgotten")]
    [InlineData("/page")]
    public async Task Get_SharedToken_LetsItsBearerInAndNobodyElse(string path)
    {
        await using var host = await AccessHost.StartAsync(new() { ["Access:Token"] = AccessHost.Token });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, path, AccessHost.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, path, AccessHost.Token + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, path, AccessHost.Token[..^1]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, path));
    }

    [Fact]
    public async Task Post_AsOperator_IsDoneAndOnTheAuditTrail()
    {
        using var issuer = new Issuer();
        await using var host = await StartAsync(issuer);

        using var answer = await host.SendAsync(HttpMethod.Post, "/operators", issuer.Token(Operators, host.Time.GetUtcNow()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["OrleansFailover.Access.AuditTrail: ann@business.example asked for a test on /operators: 200."], host.Log.Of<AuditTrail>());
    }

    [Fact]
    public async Task Post_ThatFails_IsOnTheAuditTrailToo()
    {
        await using var host = await AccessHost.StartAsync(new() { ["Access:Token"] = AccessHost.Token });

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.SendAsync(HttpMethod.Post, "/operators/broken", AccessHost.Token));

        Assert.Equal(["OrleansFailover.Access.AuditTrail: access token asked for a failing test on /operators/broken: 500."], host.Log.Of<AuditTrail>());
    }

    [Fact]
    public async Task Post_AsViewer_IsForbidden()
    {
        using var issuer = new Issuer();
        await using var host = await StartAsync(issuer);
        var token = issuer.Token(Viewers, host.Time.GetUtcNow());

        using var answer = await host.SendAsync(HttpMethod.Post, "/operators", token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(host.Log.Of<AuditTrail>());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "/viewers", token));
    }

    [Fact]
    public async Task Get_TokenOfTheAuthorityWithoutARole_IsForbidden()
    {
        using var issuer = new Issuer();
        await using var host = await StartAsync(issuer);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, "/viewers", issuer.Token([], host.Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, "/viewers", issuer.Token(["reader"], host.Time.GetUtcNow())));
    }

    [Fact]
    public async Task Get_TokenThatTheAuthorityDidNotIssueForThis_IsRefused()
    {
        using var issuer = new Issuer();
        using var stranger = RSA.Create(2048);
        await using var host = await StartAsync(issuer);
        var now = host.Time.GetUtcNow();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "/viewers", issuer.Token(Viewers, now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "/viewers", issuer.Token(Viewers, now, audience: "another")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "/viewers", issuer.Token(Viewers, now, issuer: "https://other.example/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "/viewers", issuer.Token(Viewers, now, age: TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "/viewers", issuer.Token(Viewers, now, key: stranger)));
    }

    [Fact]
    public async Task Get_PublicWithAWrongToken_IsStillPublic()
    {
        await using var host = await AccessHost.StartAsync(new() { ["Access:Token"] = AccessHost.Token });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "/public", "wrong"));
    }

    [Theory]
    [InlineData("Access:Token", "short", "Token")]
    [InlineData("Access:Authority", "http://issuer.example/", "https")]
    [InlineData("Access:Authority", "https://issuer.example/", "Audience")]
    [InlineData("Access:ClientId", "client", "Authority")]
    public async Task Start_OptionsThatLetTheWrongPeopleIn_AreRefused(string setting, string value, string names)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => AccessHost.StartAsync(new() { [setting] = value }));

        Assert.Contains(names, refused.ToString(), StringComparison.Ordinal);
    }

    private static Task<AccessHost> StartAsync(Issuer issuer) => AccessHost.StartAsync(
        new() { ["Access:Authority"] = Issuer.Authority.ToString(), ["Access:Audience"] = Issuer.Audience }, issuer.Publish);

    private static async Task<HttpStatusCode> StatusAsync(AccessHost host, string path, string? token = null)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, token);
        return answer.StatusCode;
    }
}
