using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Checks what concerns several settings of <see cref="CloudApiOptions"/> together.</summary>
internal sealed class CloudApiOptionsRules : IValidateOptions<CloudApiOptions>
{
    private static readonly TimeSpan LeastProbeInterval = TimeSpan.FromSeconds(15);

    public ValidateOptionsResult Validate(string? name, CloudApiOptions options)
    {
        var failures = new List<string>();
        if (options.AttemptTimeout > options.TotalTimeout)
        {
            failures.Add($"{CloudApiOptions.Section}:AttemptTimeout ({options.AttemptTimeout:c}) must not exceed TotalTimeout ({options.TotalTimeout:c}).");
        }

        if (options.ProbeInterval > TimeSpan.Zero && options.ProbeInterval < LeastProbeInterval)
        {
            failures.Add($"{CloudApiOptions.Section}:ProbeInterval ({options.ProbeInterval:c}) must be 0 or at least {LeastProbeInterval:c}.");
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
