namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>Event ids 2440 to 2449.</summary>
internal static partial class Log
{
    [LoggerMessage(2440, LogLevel.Information, "A webhook or a connection was turned away for its client certificate: {Verdict}.")]
    public static partial void CertificateRefused(this ILogger logger, CertificateVerdict verdict);

    [LoggerMessage(2441, LogLevel.Information, "{Certificates} certificates of the channel's authority were read from {File}.")]
    public static partial void AuthoritiesRead(this ILogger logger, int certificates, string file);

    [LoggerMessage(2442, LogLevel.Error, "The authorities of client certificates could not be read from {File}; those from before stay in use.")]
    public static partial void AuthoritiesNotRead(this ILogger logger, string file, Exception? exception);
}
