using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>
/// Puts the values in the place of the references: <c>secret:name</c> is what the configuration has under the key <c>name</c>, whichever
/// source brings it. One secret that many numbers share is then rotated in one place.
/// </summary>
internal sealed class SecretReferences(IConfiguration configuration) : IPostConfigureOptions<BusinessNumbersOptions>
{
    public const string Prefix = "secret:";

    public void PostConfigure(string? name, BusinessNumbersOptions options)
    {
        options.Single.Read(configuration);
        Resolve(options.Single.App, SingleNumberSettings.AppSection, options);
        options.Single.AccessToken = Resolve(options.Single.AccessToken, $"{SingleNumberSettings.SenderSection}:AccessToken", options)!;
        foreach (var (number, token) in options.Single.AccessTokens.ToList())
        {
            options.Single.AccessTokens[number] = Resolve(token, $"{SingleNumberSettings.SenderSection}:AccessTokens:{number}", options)!;
        }

        foreach (var (app, settings) in options.Apps)
        {
            Resolve(settings, $"{BusinessNumbersOptions.Section}:Apps:{app}", options);
        }

        foreach (var (number, settings) in options.Numbers)
        {
            settings.AccessToken = Resolve(settings.AccessToken, $"{BusinessNumbersOptions.Section}:Numbers:{number}:AccessToken", options);
        }
    }

    private void Resolve(ChannelAppOptions app, string place, BusinessNumbersOptions options)
    {
        app.AppSecret = Resolve(app.AppSecret, $"{place}:AppSecret", options)!;
        app.PreviousAppSecret = Resolve(app.PreviousAppSecret, $"{place}:PreviousAppSecret", options);
        app.VerifyToken = Resolve(app.VerifyToken, $"{place}:VerifyToken", options)!;
        app.PreviousVerifyToken = Resolve(app.PreviousVerifyToken, $"{place}:PreviousVerifyToken", options);
    }

    private string? Resolve(string? value, string place, BusinessNumbersOptions options)
    {
        if (value?.StartsWith(Prefix, StringComparison.Ordinal) is not true)
        {
            return value;
        }

        var key = value[Prefix.Length..];
        if (key.Length > 0 && configuration[key] is { Length: > 0 } found && !found.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return found;
        }

        options.Unresolved.Add($"{place} refers to the secret '{key}', which no source of configuration has a value for.");
        return "";
    }
}
