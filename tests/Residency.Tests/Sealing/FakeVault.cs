using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>A vault that answers as the service does: it holds the keys of <see cref="TestKeys"/> and unwraps with them.</summary>
internal sealed class FakeVault : HttpMessageHandler
{
    private const string Version = "0123456789abcdef0123456789abcdef";

    private int unwraps;

    public int Unwraps => unwraps;

    public List<string> Scopes { get; } = [];

    /// <summary>Answers in the place of the vault; null: the vault answers.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Fault { get; set; } = _ => null;

    /// <summary>Which key the vault holds under a name.</summary>
    public Func<string, RSA> KeyOf { get; set; } = TestKeys.Of;

    /// <summary>When set, unwrapping waits for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static string AddressOf(string name) => $"https://name.vault.azure.net/keys/{name}/{Version}";

    public static HttpResponseMessage Error(HttpStatusCode status, string code) => Json(status, $$$"""{"error":{"code":"{{{code}}}","message":"as the service says it"}}""");

    public static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Makes the host's private halves ask this vault.</summary>
    public void Serve(IServiceCollection services) => services.AddSingleton(provider => new PrivateHalves(
        provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<IOptions<SealingOptions>>(), provider.GetRequiredService<FaultLines>(),
        new Credential(Scopes), new HttpClientTransport(new HttpClient(this, disposeHandler: false))));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("Bearer the-token", request.Headers.Authorization?.ToString());
        Assert.Equal("?api-version=7.4", request.RequestUri!.Query);
        var response = Fault(request) ?? await AnswerAsync(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("keys", Version), (path[0], path[2]));
        var key = KeyOf(path[1]);
        if (request.Method == HttpMethod.Get)
        {
            var parameters = key.ExportParameters(false);
            return Json(HttpStatusCode.OK, $$$"""{"key":{"kid":"{{{AddressOf(path[1])}}}","kty":"RSA","key_ops":["wrapKey","unwrapKey"],"n":"{{{Base64Url.EncodeToString(parameters.Modulus)}}}","e":"{{{Base64Url.EncodeToString(parameters.Exponent)}}}"},"attributes":{"enabled":true}}""");
        }

        Assert.Equal((HttpMethod.Post, "unwrapkey"), (request.Method, path[3]));
        Interlocked.Increment(ref unwraps);
        await Gate.WaitAsync(cancellationToken);
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        Assert.Equal("RSA-OAEP-256", body.RootElement.GetProperty("alg").GetString());
        try
        {
            lock (key)
            {
                var value = key.Decrypt(Base64Url.DecodeFromChars(body.RootElement.GetProperty("value").GetString()), RSAEncryptionPadding.OaepSHA256);
                return Json(HttpStatusCode.OK, $$"""{"kid":"{{AddressOf(path[1])}}","value":"{{Base64Url.EncodeToString(value)}}"}""");
            }
        }
        catch (CryptographicException)
        {
            return Error(HttpStatusCode.BadRequest, "BadParameter");
        }
    }

    private sealed class Credential(List<string> scopes) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            lock (scopes)
            {
                scopes.AddRange(requestContext.Scopes);
            }

            return new("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
