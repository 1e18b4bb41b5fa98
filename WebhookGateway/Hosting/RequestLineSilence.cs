using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>
/// Turns off the framework's logs that print request lines: the verification of a webhook has the verify token in its query, and the path of a session's
/// webhooks has a secret; routing prints paths too. For every logging
/// provider, whatever the configuration says of it.
/// </summary>
internal sealed class RequestLineSilence : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Microsoft.AspNetCore.Routing"];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for one provider goes before one for all of them, so each provider that has rules needs its own. Of equals the last one wins.
        string?[] providers = [null, .. options.Rules.Select(rule => rule.ProviderName).OfType<string>().Distinct()];
        foreach (var category in Categories)
        {
            foreach (var provider in providers)
            {
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, null));
            }
        }
    }
}
