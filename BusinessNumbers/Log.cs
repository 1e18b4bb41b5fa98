using Microsoft.Extensions.Logging;

namespace OrleansFailover.BusinessNumbers;

/// <summary>Event ids 6000 to 6049.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information, "Business numbers in use: {Numbers} (0: every number) of {Apps} apps, configuration {Fingerprint}.")]
    public static partial void NumbersInUse(this ILogger logger, int numbers, int apps, string fingerprint);

    [LoggerMessage(6001, LogLevel.Error, "The changed configuration of business numbers is refused, and the one before stays in use: {Errors}")]
    public static partial void NumbersRefused(this ILogger logger, string errors);

    [LoggerMessage(6002, LogLevel.Error, "A part of this host could not follow a change of the business numbers.")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(6003, LogLevel.Warning, "What is known of the access tokens could not be shared with the region's gateways; it is tried again.")]
    public static partial void CredentialsNotShared(this ILogger logger, Exception exception);

    [LoggerMessage(6010, LogLevel.Information, "The vault {Vault} was read: {Secrets} secrets, {Changed} of them changed.")]
    public static partial void VaultRead(this ILogger logger, string vault, int secrets, int changed);

    [LoggerMessage(6011, LogLevel.Error, "The vault {Vault} could not be read; the secrets that were read before stay in use, and it is tried again in {Interval}.")]
    public static partial void VaultNotRead(this ILogger logger, string vault, TimeSpan interval, Exception exception);
}
