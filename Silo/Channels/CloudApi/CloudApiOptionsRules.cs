using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Checks what concerns several settings of <see cref="CloudApiOptions"/> together.</summary>
internal sealed class CloudApiOptionsRules : IValidateOptions<CloudApiOptions>
{
    public ValidateOptionsResult Validate(string? name, CloudApiOptions options)
    {
        var failures = new List<string>();
        if (options.AttemptTimeout > options.TotalTimeout)
        {
            failures.Add($"{CloudApiOptions.Section}:AttemptTimeout ({options.AttemptTimeout:c}) must not exceed TotalTimeout ({options.TotalTimeout:c}).");
        }

        if (options.AccessToken.Length == 0 && options.AccessTokens.Values.All(token => token.Length == 0))
        {
            failures.Add($"{CloudApiOptions.Section} has neither an AccessToken nor AccessTokens:<business number id>; no reply could be sent.");
        }

        // A line break in a token would be a header of its own. The token itself must not stand in the message.
        if (options.AccessTokens.Values.Append(options.AccessToken).Any(token => token.Any(c => c is <= ' ' or >= '\u007f')))
        {
            failures.Add($"{CloudApiOptions.Section}: an access token holds a space, a control character or one outside ASCII.");
        }

        if (options.BaseAddress is { } address)
        {
            CheckAddress(address, options.AllowHttp, failures);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckAddress(Uri address, bool allowHttp, List<string> failures)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            failures.Add($"{CloudApiOptions.Section}:BaseAddress ({address}) must be an absolute https address.");
        }
        else if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowHttp)
        {
            failures.Add($"{CloudApiOptions.Section}:BaseAddress ({address}) is plain http, which would show the access token; use https, or AllowHttp on a test system.");
        }

        if (address.IsAbsoluteUri && (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0))
        {
            failures.Add($"{CloudApiOptions.Section}:BaseAddress must have no user, query or fragment.");
        }
    }
}
