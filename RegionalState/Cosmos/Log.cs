using Microsoft.Extensions.Logging;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>Log lines of the store's client; event ids 5200 to 5219.</summary>
internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Information, "Storage {Storage} uses {Host}, database {Database}, container {Container}")]
    public static partial void StoreStarted(this ILogger logger, string storage, string host, string database, string container);
}
