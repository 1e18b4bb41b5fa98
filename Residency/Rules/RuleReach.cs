using System.Collections.Immutable;

namespace OrleansFailover.Residency.Rules;

/// <summary>Whom a rule can still reach behind the rules before it.</summary>
internal static class RuleReach
{
    /// <summary>True when the rule's own lists contradict each other.</summary>
    public static bool IsEmpty(ResidencyRule rule) => !rule.Users.IsEmpty && !rule.Countries.IsEmpty && !Users(rule).Any();

    /// <summary>
    /// The rules before it that take everybody it could match; empty when somebody is left. Each combination of a channel, a business number
    /// and a user or country that the rule lists is looked at by itself.
    /// </summary>
    public static IReadOnlyList<string> TakenBy(ResidencyRule rule, IReadOnlyList<ResidencyRule> before)
    {
        var takers = new HashSet<ResidencyRule>();
        foreach (var channel in Values(rule.Channels))
        {
            foreach (var number in Values(rule.BusinessNumbers))
            {
                ResidencyRule[] sameNumber = [.. before.Where(other => Takes(other.Channels, channel) && Takes(other.BusinessNumbers, number))];
                foreach (var takes in Senders(rule))
                {
                    if (Array.Find(sameNumber, other => takes(other)) is not { } taker)
                    {
                        return [];
                    }

                    takers.Add(taker);
                }
            }
        }

        return [.. before.Where(takers.Contains).Select(taker => taker.Name)];
    }

    // For each group of senders that the rule names: does another rule take all of it?
    private static IEnumerable<Predicate<ResidencyRule>> Senders(ResidencyRule rule) =>
        rule.TakesAnybody ? [other => other.TakesAnybody]
        : rule.Users.IsEmpty ? rule.Countries.Select(country => (Predicate<ResidencyRule>)(other =>
            other.Users.IsEmpty && (other.Countries.IsEmpty || other.Countries.Contains(country))))
        : Users(rule).Select(user => (Predicate<ResidencyRule>)(other => other.MatchesSender([user])));

    private static IEnumerable<SenderId> Users(ResidencyRule rule) =>
        rule.Users.Where(user => rule.Countries.IsEmpty || SenderCountry.Of(user).Any(rule.Countries.Contains));

    private static IEnumerable<string?> Values(ImmutableHashSet<string> listed) => listed.Cast<string?>().DefaultIfEmpty();

    // Whether another rule's list takes all of a value; null stands for any.
    private static bool Takes(ImmutableHashSet<string> listed, string? value) => listed.IsEmpty || (value is not null && listed.Contains(value));
}
