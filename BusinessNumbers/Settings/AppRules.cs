using System.Globalization;

namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>What a gateway needs of the apps.</summary>
internal static class AppRules
{
    private const int MinLength = 8;
    private const int MinPathSecret = 16;

    public static void Check(BusinessNumbersOptions options, List<string> errors)
    {
        if (options.Apps.Count > BusinessNumbersOptions.MaxApps)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{BusinessNumbersOptions.Section}:Apps has {options.Apps.Count} apps; at most {BusinessNumbersOptions.MaxApps} are allowed, because an unknown webhook is checked against all of them."));
        }

        if (options.Apps.ContainsKey(SingleNumberSettings.AppName))
        {
            errors.Add($"{BusinessNumbersOptions.Section}:Apps must not use the name '{SingleNumberSettings.AppName}', which is that of the section {SingleNumberSettings.AppSection}.");
        }

        if (options.Apps.Count == 0 || options.Single.HasApp)
        {
            Check(options.Single.App, SingleNumberSettings.AppSection, errors);
        }

        foreach (var (app, settings) in options.Apps)
        {
            Check(settings, $"{BusinessNumbersOptions.Section}:Apps:{app}", errors);
        }

        foreach (var (number, settings) in options.Numbers)
        {
            if (settings.Channel == ChannelNames.Wasender)
            {
                CheckSession(number, settings, options, errors);
            }
            else
            {
                CheckAppOf(number, settings, options, errors);
            }
        }
    }

    private static void Check(ChannelAppOptions app, string place, List<string> errors)
    {
        CheckSecret(app.AppSecret, $"{place}:{nameof(app.AppSecret)}", errors);
        CheckSecret(app.VerifyToken, $"{place}:{nameof(app.VerifyToken)}", errors);
        CheckPrevious(app.PreviousAppSecret, $"{place}:{nameof(app.PreviousAppSecret)}", errors);
        CheckPrevious(app.PreviousVerifyToken, $"{place}:{nameof(app.PreviousVerifyToken)}", errors);
    }

    private static void CheckSecret(string value, string place, List<string> errors)
    {
        if (value.Length == 0)
        {
            errors.Add($"{place} is missing.");
        }
        else if (value.Length < MinLength)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{place} has {value.Length} characters; it needs at least {MinLength}."));
        }
    }

    // The same as the current one is the first step of a rotation, which writes the previous one before the new one.
    private static void CheckPrevious(string? value, string place, List<string> errors)
    {
        if (!string.IsNullOrEmpty(value))
        {
            CheckSecret(value, place, errors);
        }
    }

    // A session's secret speaks for that session alone, and a part of its path is a secret too: long enough not to be guessed, and whole in an address.
    private static void CheckSession(string number, BusinessNumberOptions settings, BusinessNumbersOptions options, List<string> errors)
    {
        var place = $"{BusinessNumbersOptions.Section}:Numbers:{number}:{nameof(settings.App)}";
        if (string.IsNullOrEmpty(settings.App) || !options.Apps.TryGetValue(settings.App, out var app))
        {
            errors.Add($"{place} must name an app of its own in {BusinessNumbersOptions.Section}:Apps: the number is a session.");
            return;
        }

        if (options.Numbers.Any(other => other.Key != number && string.Equals(other.Value.App, settings.App, StringComparison.OrdinalIgnoreCase)))
        {
            errors.Add($"{place} names the app '{settings.App}', which another number has too; a session has its own.");
        }

        if (app.VerifyToken.Length < MinPathSecret || !app.VerifyToken.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{BusinessNumbersOptions.Section}:Apps:{settings.App}:VerifyToken is a part of a session's path; it needs at least {MinPathSecret} letters, digits, '-' or '_', and nothing else."));
        }
    }

    private static void CheckAppOf(string number, BusinessNumberOptions settings, BusinessNumbersOptions options, List<string> errors)
    {
        var place = $"{BusinessNumbersOptions.Section}:Numbers:{number}:{nameof(settings.App)}";
        if (string.IsNullOrEmpty(settings.App))
        {
            if (!options.Single.HasApp && options.Apps.Count > 1)
            {
                errors.Add($"{place} is missing; the apps are {string.Join(", ", options.Apps.Keys.Order(StringComparer.Ordinal))}.");
            }
        }
        else if (!options.Apps.ContainsKey(settings.App) && !(settings.App == SingleNumberSettings.AppName && options.Single.HasApp))
        {
            var names = options.Apps.Keys.Concat(options.Single.HasApp ? [SingleNumberSettings.AppName] : Array.Empty<string>()).Order(StringComparer.Ordinal).ToList();
            errors.Add($"{place} names the app '{settings.App}', which does not exist; {(names.Count == 0 ? "there are none" : $"the apps are {string.Join(", ", names)}")}.");
        }
    }
}
