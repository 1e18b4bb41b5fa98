using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Channels.Wasender;

/// <summary>Checks the address of <see cref="WasenderOptions"/>.</summary>
internal sealed class WasenderOptionsRules : IValidateOptions<WasenderOptions>
{
    public ValidateOptionsResult Validate(string? name, WasenderOptions options)
    {
        var address = options.BaseAddress;
        return address is null ? ValidateOptionsResult.Success
            : !address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
                ? ValidateOptionsResult.Fail($"{WasenderOptions.Section}:BaseAddress ({address}) must be an absolute https address.")
            : address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0
                ? ValidateOptionsResult.Fail($"{WasenderOptions.Section}:BaseAddress must have no user, query or fragment.")
            : address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowHttp
                ? ValidateOptionsResult.Fail($"{WasenderOptions.Section}:BaseAddress ({address}) is plain http, which would show the session's key; use https, or AllowHttp on a test system.")
            : ValidateOptionsResult.Success;
    }
}
