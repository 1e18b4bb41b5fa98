using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>
/// Lets only the channel's certificate through, whether this process ends TLS or a configured proxy does. Whatever certificate header came with the
/// request is taken off it; a certificate that was found right is put on in the one form in which gateways hand it on.
/// </summary>
internal sealed class ClientCertificateGate(
    ClientCertificateVerifier verifier, IOptions<ClientCertificateOptions> options, ClientCertificateMetrics metrics, ILogger<ClientCertificateGate> logger)
{
    /// <summary>The header between gateways. Taken from configured proxies alone, like the one of the ingress.</summary>
    public const string HeaderName = "x-webhook-client-cert";

    private readonly ClientCertificateOptions settings = options.Value;
    private readonly TrustedNetworks proxies = new(options.Value.TrustedProxies);

    /// <summary>The endpoint behind the gate.</summary>
    public RequestDelegate Guard(RequestDelegate endpoint) => context =>
    {
        var verdict = Check(context);
        if (verdict is CertificateVerdict.Trusted || !settings.Required)
        {
            return endpoint(context);
        }

        metrics.Refused(verdict);
        logger.CertificateRefused(verdict);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    };

    private CertificateVerdict Check(HttpContext context)
    {
        var forwarded = TakeOff(context.Request.Headers);
        if (!settings.Required)
        {
            return CertificateVerdict.Missing;
        }

        if (forwarded.Count > 0)
        {
            return CheckForwarded(context, forwarded);
        }

        // Checked already when the connection was made, with what the client sent to build its chain.
        if (context.Connection.ClientCertificate is not { } own)
        {
            return CertificateVerdict.Missing;
        }

        context.Request.Headers[HeaderName] = ForwardedCertificate.Write(own);
        return CertificateVerdict.Trusted;
    }

    private CertificateVerdict CheckForwarded(HttpContext context, StringValues forwarded)
    {
        if (!proxies.Contains(context.Connection.RemoteIpAddress))
        {
            return CertificateVerdict.FromStranger;
        }

        if (forwarded is not [{ Length: > 0 } value])
        {
            return CertificateVerdict.Unreadable;
        }

        using var certificate = ForwardedCertificate.Read(value);
        if (certificate is null)
        {
            return CertificateVerdict.Unreadable;
        }

        var verdict = verifier.Check(certificate, null);
        if (verdict is CertificateVerdict.Trusted)
        {
            context.Request.Headers[HeaderName] = ForwardedCertificate.Write(certificate);
        }

        return verdict;
    }

    private StringValues TakeOff(IHeaderDictionary headers)
    {
        headers.Remove(HeaderName, out var found);
        if (settings.ForwardedHeader.Length > 0 && headers.Remove(settings.ForwardedHeader, out var fromIngress))
        {
            found = StringValues.Concat(found, fromIngress);
        }

        return found;
    }
}
