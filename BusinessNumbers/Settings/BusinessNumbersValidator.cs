using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>Checks everything that this host needs of the business numbers, and tells all that is wrong at once.</summary>
internal sealed partial class BusinessNumbersValidator(NumberUses uses, KnownRegions regions, IEnumerable<IBusinessNumberRule> rules)
    : IValidateOptions<BusinessNumbersOptions>
{
    public ValidateOptionsResult Validate(string? name, BusinessNumbersOptions options)
    {
        List<string> errors = [.. options.Unresolved];
        foreach (var label in options.Apps.Keys.Concat(options.Numbers.Keys).Where(label => !Label().IsMatch(label)))
        {
            errors.Add($"{BusinessNumbersOptions.Section} has the name '{label}'; a name has lower-case letters, digits and single hyphens, up to 32.");
        }

        if (uses.Has(NumberUse.Webhooks))
        {
            AppRules.Check(options, errors);
        }

        NumberRules.Check(options, uses, regions.Names, errors);
        errors.AddRange(rules.SelectMany(rule => rule.Check(options)));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    // Two hyphens stand for a colon in the names of a vault's secrets.
    [GeneratedRegex("^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
