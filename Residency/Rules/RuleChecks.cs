namespace OrleansFailover.Residency.Rules;

/// <summary>What is wrong with the rules.</summary>
internal static class RuleChecks
{
    public static IEnumerable<string> Errors(ResidencyOptions options)
    {
        var zones = options.Zones.Select(zone => zone.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ZoneChecks.Repeats(options.Rules.Select(rule => rule.Name)).Select(name => $"Rules names the rule '{name}' more than once."),
            .. options.Rules.Where(rule => !zones.Contains(rule.Zone))
                .Select(rule => $"The rule '{rule.Name}' leads to the zone '{rule.Zone}', which is none of Zones ({string.Join(", ", zones.Order(StringComparer.Ordinal))})."),
            .. options.Rules.SelectMany(ValueErrors),
            .. ReachErrors([.. options.Rules.Select(rule => new ResidencyRule(rule))]),
        ];
    }

    private static IEnumerable<string> ValueErrors(ResidencyRuleOptions rule)
    {
        foreach (var (list, values) in new[] { ("Channels", rule.Channels), ("BusinessNumbers", rule.BusinessNumbers) })
        {
            if (values.Any(string.IsNullOrWhiteSpace))
            {
                yield return $"The rule '{rule.Name}' has an empty value in {list}, which matches nobody.";
            }
        }

        foreach (var country in rule.Countries.Where(country => !SenderCountry.IsKnown(country)))
        {
            yield return $"The rule '{rule.Name}' names the country '{country}', which no phone number has. Countries are ISO 3166 codes of two capital letters, such as DE or GB.";
        }

        for (var i = 0; i < rule.Users.Count; i++)
        {
            // The place and not the value: it is somebody's number.
            if (SenderId.Of(rule.Users[i]).Kind is SenderIdKind.Other)
            {
                yield return $"The rule '{rule.Name}' has in Users:{i} neither a phone number (+491701234567) nor a business-scoped id (DE.1349).";
            }
        }
    }

    private static IEnumerable<string> ReachErrors(IReadOnlyList<ResidencyRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (RuleReach.IsEmpty(rules[i]))
            {
                yield return $"The rule '{rules[i].Name}' can never match: none of its Users is of one of its Countries.";
            }
            else if (RuleReach.TakenBy(rules[i], [.. rules.Take(i)]) is { Count: > 0 } takers)
            {
                yield return $"The rule '{rules[i].Name}' can never match: whom it names is taken before by {string.Join(" and ", takers.Select(taker => $"'{taker}'"))}.";
            }
        }
    }
}
