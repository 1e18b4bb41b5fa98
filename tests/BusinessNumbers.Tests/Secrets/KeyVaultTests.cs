using System.Net;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Secrets;

/// <summary>The real client over answers as the service writes them.</summary>
public sealed class KeyVaultTests
{
    private readonly TestTime time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SeveralPages_GivesTheEnabledSecretsWithTheTimeOfTheirChange()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var vault = Vault(uri => (HttpStatusCode.OK, uri.Query.Contains("skiptoken", StringComparison.Ordinal)
            ? Page(null, ("later", true, now + 60), ("old", true, now - 60))
            : Page("https://vault.test/secrets?api-version=7.5&$skiptoken=2", ("Webhook--AppSecret", true, null), ("off", false, null))));

        var secrets = new List<VaultSecret>();
        await foreach (var secret in vault.ListAsync(Ct))
        {
            secrets.Add(secret);
        }

        Assert.Equal("vault.test", vault.Address);
        Assert.Equal(
            new[] { "Webhook--AppSecret", "old" }.Select(name => new VaultSecret(name, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))), secrets);
    }

    [Fact]
    public async Task Read_Secret_IsItsNewestValue()
    {
        var vault = Vault(uri => uri.AbsolutePath.TrimEnd('/') == "/secrets/a"
            ? (HttpStatusCode.OK, """{"value":"the-value","id":"https://vault.test/secrets/a/0123","attributes":{"enabled":true}}""")
            : (HttpStatusCode.NotFound, """{"error":{"code":"SecretNotFound","message":"not found"}}"""));

        Assert.Equal("the-value", await vault.ReadAsync("a", Ct));
        Assert.Null(await vault.ReadAsync("gone", Ct));
    }

    [Fact]
    public async Task Read_NotAllowed_Fails()
    {
        var vault = Vault(_ => (HttpStatusCode.Forbidden, """{"error":{"code":"Forbidden","message":"no access"}}"""));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => vault.ReadAsync("a", Ct));

        Assert.Equal(403, exception.Status);
    }

    private static string Page(string? next, params (string Name, bool Enabled, long? NotBefore)[] secrets)
    {
        var items = secrets.Select(secret =>
            $"{{\"id\":\"https://vault.test/secrets/{secret.Name}\",\"attributes\":{{\"enabled\":{(secret.Enabled ? "true" : "false")},\"updated\":1700000000"
            + (secret.NotBefore is { } start ? $",\"nbf\":{start}" : "") + "}}");
        return $"{{\"value\":[{string.Join(',', items)}],\"nextLink\":{(next is null ? "null" : $"\"{next}\"")}}}";
    }

    private KeyVault Vault(Func<Uri, (HttpStatusCode Status, string Body)> answer) => new(
        new SecretClient(new("https://vault.test"), new FixedCredential(), new SecretClientOptions { Transport = new HttpClientTransport(new HttpClient(new Answers(answer))) }), time);

    private sealed class Answers(Func<Uri, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request });
        }
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("t", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
