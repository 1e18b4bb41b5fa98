using System.Text;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>Makes the table of options that were checked.</summary>
internal static class TableFactory
{
    public static BusinessNumberTable Create(BusinessNumbersOptions options)
    {
        var apps = AppsOf(options);
        var numbers = options.Numbers.OrderBy(number => number.Key, StringComparer.OrdinalIgnoreCase)
            .Select(number => NumberOf(NameOf(number.Key), number.Value, options, apps)).ToList();
        var tokens = options.Single.AccessTokens.Where(token => token.Value.Length > 0).ToDictionary(token => token.Key, token => new AccessToken(token.Value));
        var common = options.Single.AccessToken.Length > 0 ? new AccessToken(options.Single.AccessToken) : null;
        return new(apps, numbers, tokens, common, FingerprintOf(options, numbers));
    }

    private static List<ChannelApp> AppsOf(BusinessNumbersOptions options)
    {
        List<ChannelApp> apps = [];
        if (options.Single.App.AppSecret.Length > 0)
        {
            apps.Add(new(SingleNumberSettings.AppName, options.Single.App));
        }

        apps.AddRange(options.Apps.Where(app => app.Value.AppSecret.Length > 0).OrderBy(app => app.Key, StringComparer.OrdinalIgnoreCase)
            .Select(app => new ChannelApp(NameOf(app.Key), app.Value)));
        return apps;
    }

    private static BusinessNumber NumberOf(string name, BusinessNumberOptions number, BusinessNumbersOptions options, List<ChannelApp> apps) => new(
        name,
        number.Channel,
        number.PhoneNumberId,
        string.IsNullOrEmpty(number.App) ? apps.FirstOrDefault()?.Name : NameOf(number.App),
        TokenOf(number, options),
        string.IsNullOrEmpty(number.Script) ? null : number.Script,
        RegionOf(number.HomeRegion),
        RegionOf(number.PreviousHomeRegion));

    private static AccessToken? TokenOf(BusinessNumberOptions number, BusinessNumbersOptions options) =>
        (string.IsNullOrEmpty(number.AccessToken) ? options.TokenFor(number) : number.AccessToken) is { } token ? new(token) : null;

    private static RegionId? RegionOf(string? name) => string.IsNullOrEmpty(name) ? null : new RegionId(name);

    // A name that comes from an environment variable may be in upper case.
    private static string NameOf(string key) => key.ToLowerInvariant();

    private static string FingerprintOf(BusinessNumbersOptions options, List<BusinessNumber> numbers)
    {
        var text = new StringBuilder();
        foreach (var (name, app) in options.Apps.OrderBy(app => app.Key, StringComparer.OrdinalIgnoreCase).Prepend(new(SingleNumberSettings.AppName, options.Single.App)))
        {
            text.Append(NameOf(name)).Append('\0').AppendJoin('\0', app.AppSecret, app.PreviousAppSecret, app.VerifyToken, app.PreviousVerifyToken).Append('\n');
        }

        foreach (var number in numbers)
        {
            text.AppendJoin('\0', number.Name, number.Channel, number.Id, number.App, number.Token?.Value, number.Script, number.Home?.Name, number.PreviousHome?.Name).Append('\n');
        }

        foreach (var (id, token) in options.Single.AccessTokens.OrderBy(token => token.Key, StringComparer.Ordinal).Append(new("", options.Single.AccessToken)))
        {
            text.Append(id).Append('\0').Append(token).Append('\n');
        }

        return Pseudonym.Of(text.ToString());
    }
}
