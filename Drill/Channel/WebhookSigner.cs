using System.Security.Cryptography;
using System.Text;

namespace OrleansFailover.Drill.Channel;

/// <summary>Signs webhooks as the channel does: HMAC-SHA256 over the raw body, keyed with the app secret.</summary>
internal sealed class WebhookSigner(string appSecret)
{
    public const string Header = "X-Hub-Signature-256";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(appSecret);

    public string Sign(byte[] body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(_key, body))}";
}
