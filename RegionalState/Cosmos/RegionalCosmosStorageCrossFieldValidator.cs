using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>The rules between members.</summary>
internal sealed class RegionalCosmosStorageCrossFieldValidator : IValidateOptions<RegionalCosmosStorageOptions>
{
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromDays(9);

    public ValidateOptionsResult Validate(string? name, RegionalCosmosStorageOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (options.Endpoint is { } endpoint)
        {
            if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
            {
                errors.AddError($"Endpoint ({endpoint}) must be an absolute http or https address.", nameof(options.Endpoint));
            }
            else if (endpoint.Scheme == Uri.UriSchemeHttp)
            {
                if (!endpoint.IsLoopback)
                {
                    errors.AddError($"Endpoint ({endpoint}) must be https: plain http is for the loopback interface.", nameof(options.Endpoint));
                }

                if (options.ConnectionMode == ConnectionMode.Direct)
                {
                    errors.AddError($"ConnectionMode (Direct) must be Gateway with a plain http Endpoint ({endpoint}).", nameof(options.ConnectionMode));
                }

                if (options.Key is null)
                {
                    errors.AddError($"Key must be set with a plain http Endpoint ({endpoint}): tokens are sent over https only.", nameof(options.Key));
                }
            }
        }

        if (options.Key is not null && !IsBase64(options.Key))
        {
            // The value is a secret, so it is not shown.
            errors.AddError("Key must be the base64 text of an account key.", nameof(options.Key));
        }

        if (options.Key is not null && options.Credential is not null)
        {
            errors.AddError("Key and Credential are both set; set one of them.", nameof(options.Credential));
        }

        if (options.CreateIfMissing && options.Key is null)
        {
            errors.AddError("CreateIfMissing (true) needs a Key: a token may not create databases and containers.", nameof(options.CreateIfMissing));
        }

        if (options.Retention != TimeSpan.Zero && options.Retention < ShortestRetention)
        {
            errors.AddError(
                $"Retention ({options.Retention}) must be zero or at least {ShortestRetention}: the channel sends a message again for 7 days, and its id must be known until then.",
                nameof(options.Retention));
        }

        if (options.AccountRegion is { } region && string.IsNullOrWhiteSpace(region))
        {
            errors.AddError("AccountRegion is empty; set a region's name, or leave it out.", nameof(options.AccountRegion));
        }

        return errors.Build();
    }

    private static bool IsBase64(string key) => key.Length > 0 && Convert.TryFromBase64String(key, new byte[key.Length], out _);
}
