namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>Without a vault: files and user secrets are watched and come by themselves.</summary>
internal sealed class NoSecretRefresh : ISecretRefresh
{
    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
