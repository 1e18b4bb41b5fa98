using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>The rules between the options.</summary>
internal sealed class WebhookOptionsCrossValidator : IValidateOptions<WebhookOptions>
{
    private const double LargestSum = 0.95;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.AppendShare + options.ForwardShare > LargestSum)
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture,
                $"AppendShare ({options.AppendShare}) and ForwardShare ({options.ForwardShare}) must leave time for the dead letter: their sum must not exceed {LargestSum}."));
        }

        if (!string.IsNullOrEmpty(options.AppSecret) && options.AppSecret == options.PreviousAppSecret)
        {
            result.AddError("PreviousAppSecret must differ from AppSecret.");
        }

        if (!string.IsNullOrEmpty(options.VerifyToken) && options.VerifyToken == options.PreviousVerifyToken)
        {
            result.AddError("PreviousVerifyToken must differ from VerifyToken.");
        }

        return result.Build();
    }
}
