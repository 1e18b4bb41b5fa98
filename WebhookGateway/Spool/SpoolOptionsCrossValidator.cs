using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The rules between the options.</summary>
internal sealed class SpoolOptionsCrossValidator : IValidateOptions<SpoolOptions>
{
    public ValidateOptionsResult Validate(string? name, SpoolOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.SegmentBytes > options.MaxBytes)
        {
            result.AddError($"SegmentBytes ({options.SegmentBytes}) must not exceed MaxBytes ({options.MaxBytes}).");
        }

        if (options.RetryAfterMax < options.RetryAfter)
        {
            result.AddError($"RetryAfterMax ({options.RetryAfterMax}) must not be below RetryAfter ({options.RetryAfter}).");
        }

        return result.Build();
    }
}
