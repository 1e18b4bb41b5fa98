using System.Security.Cryptography;
using System.Text;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>Signs as the channel does.</summary>
internal static class Signed
{
    public static string Header(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static HttpRequestMessage Post(string secret, byte[] body, string path = "/webhook")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Hub-Signature-256", Header(secret, body));
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }
}
