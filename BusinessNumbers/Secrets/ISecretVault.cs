namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>A vault of secrets.</summary>
internal interface ISecretVault
{
    /// <summary>The address, for logs.</summary>
    string Address { get; }

    /// <summary>The enabled secrets, without their values.</summary>
    IAsyncEnumerable<VaultSecret> ListAsync(CancellationToken cancellationToken);

    /// <summary>The value of the newest version; null when it is gone meanwhile.</summary>
    Task<string?> ReadAsync(string name, CancellationToken cancellationToken);
}
