using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>
/// The check of the certificate that the channel shows when mutual TLS is turned on for its app. Section <c>ClientCertificate</c>, of regions and
/// of the edge; read at start.
/// </summary>
internal sealed class ClientCertificateOptions
{
    public const string Section = "ClientCertificate";

    /// <summary>Whether <c>POST /webhook</c> and <c>/webhook/{app}</c> need the certificate. Default false.</summary>
    public bool Required { get; set; }

    /// <summary>A PEM file with the certificates of the channel's authority, several of them while it changes; read again within 30 s of a change. Required when <see cref="Required"/>.</summary>
    public string? AuthoritiesFile { get; set; }

    /// <summary>The common name that the certificate must have. Default <c>client.webhooks.fbclientcerts.com</c>.</summary>
    [Required]
    public string CommonName { get; set; } = "client.webhooks.fbclientcerts.com";

    /// <summary>
    /// The header in which an ingress that ends TLS passes the certificate on: URL-encoded PEM, or the one element of <c>X-Forwarded-Client-Cert</c>. Empty
    /// (default): none. The ingress must set it itself, in the place of what came with the request.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9-]{0,64}$")]
    public string ForwardedHeader { get; set; } = "";

    /// <summary>
    /// The addresses that may pass a certificate on, as networks (<c>10.1.0.0/16</c>) or single addresses: the ingress, the edge, the other regions' gateways.
    /// A certificate header from any other address is answered with 403. Default: none.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];
}
