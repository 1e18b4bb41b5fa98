using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OrleansFailover.BusinessNumbers.Secrets;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>A vault in memory that tells the time of a change in whole seconds, as the real one does, and that a test can put out of reach.</summary>
internal sealed class FakeVault(TimeProvider time) : ISecretVault
{
    private readonly ConcurrentDictionary<string, (string Value, DateTimeOffset At)> secrets = new(StringComparer.OrdinalIgnoreCase);
    private int lists;

    public string Address => "vault.test";

    /// <summary>Not null: every call fails so.</summary>
    public Exception? Broken { get; set; }

    /// <summary>Not null: every listing waits for it.</summary>
    public Task? Before { get; set; }

    public int Lists => lists;

    /// <summary>The names whose values were read, in order.</summary>
    public ConcurrentQueue<string> Reads { get; } = new();

    public void Set(string name, string value) => secrets[name] = (value, DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));

    public void Remove(string name) => secrets.TryRemove(name, out _);

    public async IAsyncEnumerable<VaultSecret> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref lists);
        await (Before ?? Task.CompletedTask).WaitAsync(cancellationToken);
        foreach (var (name, secret) in secrets)
        {
            ThrowIfBroken();
            yield return new(name, secret.At);
        }
    }

    public Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        Reads.Enqueue(name);
        return Task.FromResult(secrets.TryGetValue(name, out var secret) ? secret.Value : null);
    }

    private void ThrowIfBroken()
    {
        if (Broken is { } exception)
        {
            throw exception;
        }
    }
}
