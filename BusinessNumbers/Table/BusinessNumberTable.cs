using System.Collections.Frozen;
using OrleansFailover.BusinessNumbers.Settings;

namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>Everything about business numbers at one moment. Never changes; a reload makes another one. Safe for concurrent use.</summary>
public sealed class BusinessNumberTable
{
    private readonly FrozenDictionary<(string Channel, string Id), BusinessNumber> byId;
    private readonly FrozenDictionary<string, ChannelApp> appsByName;
    private readonly FrozenDictionary<string, AccessToken> tokensById;
    private readonly AccessToken? commonToken;

    internal BusinessNumberTable(
        IReadOnlyList<ChannelApp> apps, IReadOnlyList<BusinessNumber> numbers, IReadOnlyDictionary<string, AccessToken> tokensById, AccessToken? commonToken, string fingerprint)
    {
        Apps = apps;
        Numbers = numbers;
        Fingerprint = fingerprint;
        byId = numbers.ToFrozenDictionary(number => (number.Channel, number.Id));
        appsByName = apps.ToFrozenDictionary(app => app.Name, StringComparer.OrdinalIgnoreCase);
        this.tokensById = tokensById.ToFrozenDictionary(StringComparer.Ordinal);
        this.commonToken = commonToken;
        Credentials = [.. AllCredentials()];
    }

    /// <summary>The apps whose webhooks are accepted; that of the section <c>Webhook</c> first.</summary>
    public IReadOnlyList<ChannelApp> Apps { get; }

    /// <summary>The configured numbers by name; empty: every number is served.</summary>
    public IReadOnlyList<BusinessNumber> Numbers { get; }

    /// <summary>Everything that this host sends with, as far as the configuration names it.</summary>
    public IReadOnlyList<NumberCredential> Credentials { get; }

    /// <summary>A keyed hash of all of it: the same on two hosts of one kind means the same configuration.</summary>
    public string Fingerprint { get; }

    /// <summary>False for a number whose events are kept and not answered, because others are configured and it is not.</summary>
    public bool Serves(string channel, string numberId) => byId.Count == 0 || byId.ContainsKey((channel, numberId));

    public BusinessNumber? Find(string channel, string numberId) => byId.GetValueOrDefault((channel, numberId));

    public ChannelApp? FindApp(string name) => appsByName.GetValueOrDefault(name);

    /// <summary>What a number of the Cloud API sends with.</summary>
    public NumberCredential CredentialOf(string channel, string numberId) =>
        Find(channel, numberId) is { } number ? new(number.Name, number.Id, number.Token)
        : tokensById.TryGetValue(numberId, out var own) ? new(numberId, numberId, own)
        : commonToken is not null ? new(SingleNumberSettings.AppName, null, commonToken)
        : new(numberId, numberId, null);

    private IEnumerable<NumberCredential> AllCredentials()
    {
        foreach (var number in Numbers.Where(number => number.Token is not null))
        {
            yield return new(number.Name, number.Id, number.Token);
        }

        if (Numbers.Count == 0)
        {
            foreach (var (number, token) in tokensById)
            {
                yield return new(number, number, token);
            }

            if (commonToken is not null)
            {
                yield return new(SingleNumberSettings.AppName, null, commonToken);
            }
        }
    }
}
