using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>
/// Asks every TLS client for a certificate. Probes and proxies have none, so none is fine here, and the gate asks again where one is needed; one
/// that is not the channel's ends the connection.
/// </summary>
internal sealed class KestrelClientCertificates(
    ClientCertificateVerifier verifier, IOptions<ClientCertificateOptions> options, ClientCertificateMetrics metrics, ILogger<KestrelClientCertificates> logger)
    : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        if (!options.Value.Required)
        {
            return;
        }

        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.CheckCertificateRevocation = false;
            https.ClientCertificateValidation = (certificate, chain, _) =>
            {
                var verdict = verifier.Check(certificate, chain?.ChainPolicy.ExtraStore);
                if (verdict is CertificateVerdict.Trusted)
                {
                    return true;
                }

                metrics.Refused(verdict);
                logger.CertificateRefused(verdict);
                return false;
            };
        });
    }
}
