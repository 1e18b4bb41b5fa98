using System.Collections.Immutable;

namespace OrleansFailover.Residency.Rules;

/// <summary>A rule in the form in which it is applied. An empty list leaves its part open.</summary>
internal sealed class ResidencyRule(ResidencyRuleOptions options)
{
    public string Name { get; } = options.Name;

    public string Zone { get; } = options.Zone;

    public AwayMode Mode { get; } = options.WhenHomeIsDown;

    public ImmutableHashSet<string> Channels { get; } = [.. options.Channels];

    public ImmutableHashSet<string> BusinessNumbers { get; } = [.. options.BusinessNumbers];

    public ImmutableHashSet<string> Countries { get; } = [.. options.Countries];

    public ImmutableHashSet<SenderId> Users { get; } = [.. options.Users.Select(SenderId.Of)];

    /// <summary>True for senders of any kind.</summary>
    public bool TakesAnybody => Countries.IsEmpty && Users.IsEmpty;

    public bool Matches(string channel, string businessNumber, IReadOnlyList<SenderId> sender) =>
        (Channels.IsEmpty || Channels.Contains(channel))
        && (BusinessNumbers.IsEmpty || BusinessNumbers.Contains(businessNumber))
        && MatchesSender(sender);

    /// <summary>One of the sender's ids is listed, and one is of a listed country, as far as the rule lists any.</summary>
    public bool MatchesSender(IReadOnlyList<SenderId> sender) =>
        (Users.IsEmpty || sender.Any(Users.Contains))
        && (Countries.IsEmpty || sender.Any(id => SenderCountry.Of(id).Any(Countries.Contains)));
}
