using Microsoft.Extensions.Options;

namespace OrleansFailover.Access;

/// <summary>What options of access need of each other.</summary>
internal sealed class AccessOptionsRelationsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        List<string> errors = [];
        if (options.Authority is { } authority && !(authority.IsAbsoluteUri && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback)))
        {
            errors.Add($"Authority ({authority}) must be an https address.");
        }

        if (options.Authority is not null && string.IsNullOrEmpty(options.Audience))
        {
            errors.Add("Authority needs an Audience: without one, tokens that were issued for other applications would be taken.");
        }

        if (!string.IsNullOrEmpty(options.ClientId) && (options.Authority is null || string.IsNullOrEmpty(options.ClientSecret)))
        {
            errors.Add("ClientId needs an Authority and a ClientSecret.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
