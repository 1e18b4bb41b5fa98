using System.Text;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency.Masking;

/// <summary>Who restricts senders needs the key of their masks.</summary>
internal sealed class IdKeyValidator : IValidateOptions<ResidencyOptions>
{
    public ValidateOptionsResult Validate(string? name, ResidencyOptions options)
    {
        var bytes = Encoding.UTF8.GetByteCount(options.IdKey ?? "");
        var isNeeded = options.Rules.Any(rule => rule.WhenHomeIsDown is not AwayMode.Allow);
        return (bytes == 0 && !isNeeded) || bytes >= IdMask.MinKeyBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ResidencyOptions.Section}:{nameof(ResidencyOptions.IdKey)} has {bytes} bytes; it needs at least {IdMask.MinKeyBytes}{(isNeeded ? ", because a rule restricts senders" : "")}.");
    }
}
