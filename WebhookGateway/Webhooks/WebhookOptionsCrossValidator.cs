using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>The rules between the options.</summary>
internal sealed class WebhookOptionsCrossValidator : IValidateOptions<WebhookOptions>
{
    // The tolerance is for sums like 0.4 + 0.4 + 0.15, which are not exact.
    private const double LargestSum = 0.95;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.AppendShare + options.ForwardShare + options.DeadLetterShare > LargestSum + 1e-9)
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture,
                $"AppendShare ({options.AppendShare}), ForwardShare ({options.ForwardShare}) and DeadLetterShare ({options.DeadLetterShare}) must leave time for the spool: their sum must not exceed {LargestSum}."));
        }

        return result.Build();
    }
}
