using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

// ssl-client-cert: -----BEGIN%20CERTIFICATE-----%0AMIIB…%0A-----END%20CERTIFICATE-----%0A
// X-Forwarded-Client-Cert: By=…;Hash=…;Cert="-----BEGIN%20CERTIFICATE-----%0A…";Subject="…"
//
// The second form has an element for each proxy, separated by commas. Of several only the last one's writer is known to be trusted, and which one
// speaks of the channel is not known: exactly one is taken.

/// <summary>The certificate in a header.</summary>
internal static class ForwardedCertificate
{
    private const int MaxLength = 16 * 1024;
    private const string CertificateMember = "Cert=";

    /// <returns>Null when the value holds not exactly one certificate.</returns>
    public static X509Certificate2? Read(string value)
    {
        if (value.Length > MaxLength || PemOf(value) is not { } encoded)
        {
            return null;
        }

        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(Uri.UnescapeDataString(encoded));
            return certificates is [var only] ? only : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The form in which gateways pass a certificate to each other.</summary>
    public static string Write(X509Certificate2 certificate) => Uri.EscapeDataString(certificate.ExportCertificatePem());

    private static string? PemOf(string value)
    {
        if (!value.Contains(CertificateMember, StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        string? found = null;
        foreach (var member in Members(value))
        {
            if (member.StartsWith(CertificateMember, StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null)
                {
                    return null;
                }

                found = member[CertificateMember.Length..].Trim('"');
            }
        }

        return found;
    }

    // Quotes hold signs that would separate. A comma outside of them begins another proxy's element, and then there is no answer at all.
    private static List<string> Members(string value)
    {
        var members = new List<string>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '"')
            {
                quoted = !quoted;
            }
            else if (i == value.Length || (!quoted && value[i] == ';'))
            {
                members.Add(value[start..i].Trim());
                start = i + 1;
            }
            else if (!quoted && value[i] == ',')
            {
                return [];
            }
        }

        return members;
    }
}
