using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>The rules between the options.</summary>
internal sealed class EdgeOptionsCrossValidator : IValidateOptions<EdgeOptions>
{
    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var region in options.Regions)
        {
            if (!names.Add(region.Name))
            {
                result.AddError($"Regions names {region.Name} twice.");
            }

            if (region.Address is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"))
            {
                result.AddError($"The address of region {region.Name} ({address}) must be an absolute http or https address.");
            }
        }

        if (options.HedgeAfter >= options.AttemptTimeout)
        {
            result.AddError($"HedgeAfter ({options.HedgeAfter}) must be below AttemptTimeout ({options.AttemptTimeout}).");
        }

        if (options.AttemptTimeout > options.RequestTimeout)
        {
            result.AddError($"AttemptTimeout ({options.AttemptTimeout}) must not exceed RequestTimeout ({options.RequestTimeout}).");
        }

        return result.Build();
    }
}
