using Microsoft.Extensions.Configuration;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>
/// The secrets of a vault as configuration. A reading that fails leaves everything as it was; one that succeeds replaces all of it in one step,
/// and values whose secret did not change are not read again. A vault tells the time of a change in whole seconds: a value that was changed lately
/// is read again until its second is certainly over.
/// </summary>
internal sealed class VaultConfigurationProvider(ISecretVault vault, string prefix, TimeSpan timeout, TimeProvider time)
    : ConfigurationProvider, IConfigurationSource, IDisposable
{
    private const int MaxConcurrentReads = 8;
    private const int FirstTimeouts = 3;

    // More than a second, and more than the clocks of a vault and a host are apart.
    private static readonly TimeSpan Unsettled = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim reading = new(1, 1);
    private Dictionary<string, KnownSecret> known = new(StringComparer.OrdinalIgnoreCase);

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

    /// <summary>Reads what changed. Nobody is told: <see cref="Tell"/> must follow when something did.</summary>
    /// <returns>How many configuration keys have another value now.</returns>
    public async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        return await ReadAsync(linked.Token);
    }

    /// <summary>Tells everything that follows the configuration. Returns when all of it has followed.</summary>
    /// <exception cref="AggregateException">Some of it could not. The rest was told all the same.</exception>
    public void Tell() => OnReload();

    public void Dispose() => reading.Dispose();

    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var next = new Dictionary<string, KnownSecret>(StringComparer.OrdinalIgnoreCase);
            var stale = new List<VaultSecret>();
            await foreach (var secret in vault.ListAsync(cancellationToken))
            {
                if (!secret.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (known.TryGetValue(secret.Name, out var before) && before.Secret == secret && before.IsSettled)
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
        List<VaultSecret> secrets, Dictionary<string, KnownSecret> into, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var some in secrets.Chunk(MaxConcurrentReads))
        {
            var values = await Task.WhenAll(some.Select(secret => vault.ReadAsync(secret.Name, cancellationToken)));
            foreach (var (secret, value) in some.Zip(values))
            {
                if (value is not null)
                {
                    into[secret.Name] = new(secret, value, !(secret.UpdatedAt > now - Unsettled));
                }
            }
        }
    }

    private int Apply(Dictionary<string, KnownSecret> next)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, secret) in next)
        {
            data[KeyOf(name)] = secret.Value;
        }

        var changed = data.Count(pair => !Data.TryGetValue(pair.Key, out var before) || before != pair.Value) + Data.Keys.Count(key => !data.ContainsKey(key));
        known = next;
        Data = data;
        return changed;
    }

    private string KeyOf(string name) => name[prefix.Length..].Replace("--", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    // Not a record, so that nothing prints the value.
    private sealed class KnownSecret(VaultSecret secret, string value, bool isSettled)
    {
        public VaultSecret Secret => secret;

        public string Value => value;

        public bool IsSettled => isSettled;
    }
}
