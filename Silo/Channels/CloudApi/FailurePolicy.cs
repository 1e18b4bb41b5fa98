namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>What a request without an answer means. Decided by type and by whether the body was handed over, never by a message's text.</summary>
internal static class FailurePolicy
{
    public static Attempt Decide(Exception failure, bool handedOver, bool callerCancelled)
    {
        if (handedOver)
        {
            return Attempt.Unknown(ReasonOf(failure, callerCancelled));
        }

        // Nothing of the body left this process. A wrong certificate or proxy does not mend itself within seconds.
        var retry = callerCancelled || failure is HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError
                or HttpRequestError.VersionNegotiationError,
        }
            ? RetryAdvice.No
            : RetryAdvice.Soon;
        return Attempt.NotSent(ReasonOf(failure, callerCancelled), retry);
    }

    private static string ReasonOf(Exception failure, bool callerCancelled) => failure switch
    {
        OperationCanceledException when callerCancelled => "cancelled",
        OperationCanceledException => "timeout",
        HttpRequestException { HttpRequestError: var error } => error switch
        {
            HttpRequestError.NameResolutionError => "name-resolution",
            HttpRequestError.ConnectionError => "connect",
            HttpRequestError.SecureConnectionError => "tls",
            HttpRequestError.ProxyTunnelError => "proxy",
            HttpRequestError.ResponseEnded => "response-ended",
            HttpRequestError.ConfigurationLimitExceeded => "response-too-large",
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "protocol",
            _ => "connection-lost",
        },
        _ => "connection-lost",
    };
}
