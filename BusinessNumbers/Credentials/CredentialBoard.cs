using System.Collections.Concurrent;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>What this host's sends and probes found out about each token, the newest of each number. Safe for concurrent use.</summary>
public sealed class CredentialBoard(IBusinessNumbers numbers, TimeProvider time)
{
    private const int MaxNames = 2 * Settings.BusinessNumbersOptions.MaxNumbers;

    private readonly ConcurrentDictionary<string, CredentialFinding> findings = new(StringComparer.Ordinal);

    /// <summary>A send or a probe was answered, or had no token to go with.</summary>
    public void Record(NumberCredential credential, CredentialState state, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        Put(credential.Name, new(state, credential.Token?.Fingerprint ?? "", time.GetUtcNow(), reason));
    }

    /// <summary>Takes over what another host of the region found out, when it is newer.</summary>
    public void Adopt(string name, CredentialFinding finding) => Put(name, finding);

    /// <summary>What is known of each token that is configured now, and of numbers that have none.</summary>
    public IReadOnlyDictionary<string, CredentialFinding> Current()
    {
        var table = numbers.Current;
        var current = new SortedDictionary<string, CredentialFinding>(StringComparer.Ordinal);
        foreach (var credential in table.Credentials)
        {
            current[credential.Name] = FindingOf(credential);
        }

        // Found missing by a send, and still not there.
        foreach (var (name, finding) in findings)
        {
            if (finding.State == CredentialState.Missing && !current.ContainsKey(name))
            {
                current[name] = finding;
            }
        }

        return current;
    }

    /// <summary>What is known of a token: nothing, when what was found out is about another one.</summary>
    public CredentialFinding FindingOf(NumberCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var token = credential.Token?.Fingerprint ?? "";
        return findings.TryGetValue(credential.Name, out var finding) && finding.Token == token ? finding : new(CredentialState.Unknown, token, default);
    }

    private void Put(string name, CredentialFinding finding)
    {
        if (findings.Count < MaxNames || findings.ContainsKey(name))
        {
            findings.AddOrUpdate(name, finding, (_, before) => before.At <= finding.At ? finding : before);
        }
    }
}
