using Microsoft.Extensions.Configuration;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>
/// The secrets of a vault as configuration. A reading that fails leaves everything as it was; one that succeeds replaces all of it in one step,
/// and values whose secret did not change are not read again.
/// </summary>
internal sealed class VaultConfigurationProvider(ISecretVault vault, string prefix, TimeSpan timeout, TimeProvider time)
    : ConfigurationProvider, IConfigurationSource, IDisposable
{
    private const int MaxConcurrentReads = 8;
    private const int FirstTimeouts = 3;

    private readonly SemaphoreSlim reading = new(1, 1);
    private Dictionary<string, (VaultSecret Secret, string Value)> known = new(StringComparer.OrdinalIgnoreCase);

    public string Address => vault.Address;

    /// <summary>How many secrets are in use.</summary>
    public int Count => known.Count;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The first reading. Configuration is made without waiting, so this one blocks, once, at start.</summary>
    /// <exception cref="InvalidOperationException">The vault did not give its secrets in time. The host must not start without them.</exception>
    public override void Load()
    {
        using var deadline = new CancellationTokenSource(timeout * FirstTimeouts, time);
        try
        {
            Task.Run(() => ReadAsync(deadline.Token)).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The secrets of the vault {vault.Address} could not be read within {timeout * FirstTimeouts}.", exception);
        }
    }

    /// <summary>Reads what changed.</summary>
    /// <returns>How many configuration keys have another value now.</returns>
    public async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var changed = await ReadAsync(linked.Token);
        if (changed > 0)
        {
            OnReload();
        }

        return changed;
    }

    public void Dispose() => reading.Dispose();

    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var next = new Dictionary<string, (VaultSecret Secret, string Value)>(StringComparer.OrdinalIgnoreCase);
            var stale = new List<VaultSecret>();
            await foreach (var secret in vault.ListAsync(cancellationToken))
            {
                if (!secret.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (known.TryGetValue(secret.Name, out var before) && before.Secret == secret)
                {
                    next[secret.Name] = before;
                }
                else
                {
                    stale.Add(secret);
                }
            }

            await ReadAllAsync(stale, next, cancellationToken);
            return Apply(next);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task ReadAllAsync(
        List<VaultSecret> secrets, Dictionary<string, (VaultSecret Secret, string Value)> into, CancellationToken cancellationToken)
    {
        foreach (var some in secrets.Chunk(MaxConcurrentReads))
        {
            var values = await Task.WhenAll(some.Select(secret => vault.ReadAsync(secret.Name, cancellationToken)));
            foreach (var (secret, value) in some.Zip(values))
            {
                if (value is not null)
                {
                    into[secret.Name] = (secret, value);
                }
            }
        }
    }

    private int Apply(Dictionary<string, (VaultSecret Secret, string Value)> next)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, (_, value)) in next)
        {
            data[KeyOf(name)] = value;
        }

        var changed = data.Count(pair => !Data.TryGetValue(pair.Key, out var before) || before != pair.Value) + Data.Keys.Count(key => !data.ContainsKey(key));
        known = next;
        Data = data;
        return changed;
    }

    private string KeyOf(string name) => name[prefix.Length..].Replace("--", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
}
