using System.Buffers.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>
/// A private half in Azure Key Vault, which unwraps with it and never gives it out. Needs the permissions <c>get</c> and <c>unwrapKey</c> (the role
/// Key Vault Crypto Service Encryption User).
/// </summary>
/// <remarks>https://learn.microsoft.com/rest/api/keyvault/keys/unwrap-key/unwrap-key</remarks>
internal sealed class VaultPrivateHalf : IPrivateHalf
{
    private const string Version = "?api-version=7.4";
    private const string Algorithm = "RSA-OAEP-256";
    private const int BadRequest = 400;

    private readonly ZoneKey key;
    private readonly Uri address;
    private readonly HttpPipeline pipeline;
    private readonly FaultLines lines;

    // Without this check a vault's key that is not the pair of the public half would make every piece look altered.
    private volatile bool isChecked;

    public VaultPrivateHalf(ZoneKey key, Uri address, TokenCredential? credential, VaultClientOptions options, FaultLines lines)
    {
        (this.key, this.address, this.lines) = (key, address, lines);
        pipeline = HttpPipelineBuilder.Build(
            options, new BearerTokenAuthenticationPolicy(credential ?? new DefaultAzureCredential(), ScopeOf(address)));
    }

    public string Kind => "vault";

    public async Task<UnwrapResult> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        try
        {
            return isChecked || await CheckAsync(cancellationToken) ? await AskAsync(wrapped, cancellationToken) : UnwrapResult.Unavailable;
        }
        catch (Exception exception) when (IsOutOfReach(exception, cancellationToken))
        {
            lines.Unusable(key, exception.GetType().Name);
            return UnwrapResult.Unavailable;
        }
    }

    // For a vault of any cloud, and for a managed HSM: name.vault.azure.net is asked with a token for vault.azure.net.
    internal static string ScopeOf(Uri address) => $"https://{address.Host[(address.Host.IndexOf('.', StringComparison.Ordinal) + 1)..]}/.default";

    // Azure.Core gives failures of its retries as an AggregateException.
    private static bool IsOutOfReach(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is RequestFailedException or AuthenticationFailedException or AggregateException or IOException or OperationCanceledException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException;

    // {"key":{"kid":"https://…","kty":"RSA-HSM","key_ops":["wrapKey","unwrapKey"],"n":"…","e":"AQAB"},"attributes":{"enabled":true,…}}
    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri(address + Version));
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.IsError)
        {
            lines.Unusable(key, $"{message.Response.Status} {CodeOf(message.Response)}");
            return false;
        }

        using var document = JsonDocument.Parse(message.Response.Content);
        var found = document.RootElement.GetProperty("key");
        if (!key.IsSame(Base64Url.DecodeFromChars(found.GetProperty("n").GetString()), Base64Url.DecodeFromChars(found.GetProperty("e").GetString())))
        {
            lines.Mismatch(key, address);
            return false;
        }

        isChecked = true;
        return true;
    }

    // {"kid":"https://…","value":"…"}, or {"error":{"code":"BadParameter","message":"…"}}
    private async Task<UnwrapResult> AskAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri($"{address}/unwrapkey{Version}"));
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        message.Request.Content = RequestContent.Create(BinaryData.FromString($$"""{"alg":"{{Algorithm}}","value":"{{Base64Url.EncodeToString(wrapped.Span)}}"}"""));
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.IsError)
        {
            // The request itself is right, so what is bad about it is the wrapped key.
            if (message.Response.Status == BadRequest)
            {
                return UnwrapResult.Refused;
            }

            lines.Unusable(key, $"{message.Response.Status} {CodeOf(message.Response)}");
            return UnwrapResult.Unavailable;
        }

        using var document = JsonDocument.Parse(message.Response.Content);
        return FilePrivateHalf.Checked(Base64Url.DecodeFromChars(
            document.RootElement.GetProperty("value").GetString() ?? throw new JsonException("The vault answered without a value.")));
    }

    private static string? CodeOf(Response response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            return document.RootElement.GetProperty("error").GetProperty("code").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
