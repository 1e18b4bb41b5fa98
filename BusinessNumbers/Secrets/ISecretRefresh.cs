namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>Reads the sources of secrets before their time, when the channel refused one that may have been replaced. Safe for concurrent use.</summary>
public interface ISecretRefresh
{
    /// <summary>
    /// Returns when the sources were read, or when that took too long, failed, or was done a moment ago. Callers that come together share one
    /// reading. Never throws but for the token.
    /// </summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
