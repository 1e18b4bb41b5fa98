using System.Diagnostics.Metrics;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>What the gate counts.</summary>
internal sealed class ClientCertificateMetrics
{
    public const string MeterName = "OrleansFailover.WebhookGateway.ClientCertificates";

    private readonly Counter<long> refused;

    public ClientCertificateMetrics(IMeterFactory meterFactory) =>
        refused = meterFactory.Create(MeterName).CreateCounter<long>("client_certificate.refused", "{request}", "Webhooks and connections turned away for their client certificate, by verdict.");

    public void Refused(CertificateVerdict verdict) => refused.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString()));
}
