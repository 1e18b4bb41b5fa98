namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>What came of checking a client certificate.</summary>
internal enum CertificateVerdict
{
    /// <summary>It is the channel's.</summary>
    Trusted,

    /// <summary>There was none.</summary>
    Missing,

    /// <summary>Its common name is another one.</summary>
    WrongName,

    /// <summary>It is not of the configured authorities, not valid now, or not made for clients.</summary>
    Untrusted,

    /// <summary>The header that should hold it does not hold one certificate.</summary>
    Unreadable,

    /// <summary>The header came from an address that may not set it.</summary>
    FromStranger,
}
