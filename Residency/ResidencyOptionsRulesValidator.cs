using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency;

/// <summary>What zones, rules and regions mean to each other.</summary>
internal sealed class ResidencyOptionsRulesValidator(RegionNames regions) : IValidateOptions<ResidencyOptions>
{
    public ValidateOptionsResult Validate(string? name, ResidencyOptions options)
    {
        List<string> errors = [.. ZoneChecks.Errors(options, regions), .. RuleChecks.Errors(options)];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
