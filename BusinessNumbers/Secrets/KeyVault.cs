using System.Runtime.CompilerServices;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>Azure Key Vault.</summary>
internal sealed class KeyVault(SecretClient client, TimeProvider time) : ISecretVault
{
    private const int NotFound = 404;

    public string Address => client.VaultUri.Host;

    public async IAsyncEnumerable<VaultSecret> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var secret in client.GetPropertiesOfSecretsAsync(cancellationToken))
        {
            if (secret.Enabled is not false && !(secret.NotBefore > time.GetUtcNow()))
            {
                yield return new(secret.Name, secret.UpdatedOn);
            }
        }
    }

    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetSecretAsync(name, cancellationToken: cancellationToken)).Value.Value;
        }
        catch (RequestFailedException exception) when (exception.Status == NotFound)
        {
            return null;
        }
    }
}
