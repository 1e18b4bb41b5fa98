using System.Globalization;

namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>What every host needs of the numbers, and what a silo needs beside.</summary>
internal static class NumberRules
{
    public static void Check(BusinessNumbersOptions options, NumberUses uses, IReadOnlyList<string>? regions, List<string> errors)
    {
        if (options.Numbers.Count > BusinessNumbersOptions.MaxNumbers)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{BusinessNumbersOptions.Section}:Numbers has {options.Numbers.Count} numbers; at most {BusinessNumbersOptions.MaxNumbers} are allowed."));
        }

        foreach (var (name, number) in options.Numbers)
        {
            var place = $"{BusinessNumbersOptions.Section}:Numbers:{name}";
            CheckIdentity(number, place, errors);
            CheckRegion(number.HomeRegion, $"{place}:{nameof(number.HomeRegion)}", regions, errors);
            CheckRegion(number.PreviousHomeRegion, $"{place}:{nameof(number.PreviousHomeRegion)}", regions, errors);
        }

        foreach (var same in options.Numbers.GroupBy(number => (number.Value.Channel, number.Value.PhoneNumberId)).Where(same => same.Key.PhoneNumberId.Length > 0 && same.Count() > 1))
        {
            errors.Add($"{BusinessNumbersOptions.Section}:Numbers has {same.Key.Channel} number {same.Key.PhoneNumberId} more than once: {string.Join(", ", same.Select(number => number.Key).Order(StringComparer.Ordinal))}.");
        }

        CheckTokens(options, uses, errors);
    }

    private static void CheckIdentity(BusinessNumberOptions number, string place, List<string> errors)
    {
        if (!ChannelNames.All.Contains(number.Channel))
        {
            errors.Add($"{place}:{nameof(number.Channel)} is '{number.Channel}'; the channels are {string.Join(", ", ChannelNames.All)}.");
        }

        if (number.PhoneNumberId.Length == 0)
        {
            errors.Add($"{place}:{nameof(number.PhoneNumberId)} is missing.");
        }
        else if (number.PhoneNumberId.Length > 64 || !number.PhoneNumberId.All(char.IsAsciiLetterOrDigit))
        {
            errors.Add($"{place}:{nameof(number.PhoneNumberId)} must be the channel's id of the number: up to 64 letters and digits, and no phone number with signs.");
        }
    }

    private static void CheckRegion(string? region, string place, IReadOnlyList<string>? regions, List<string> errors)
    {
        if (!string.IsNullOrEmpty(region) && regions is not null && !regions.Contains(region))
        {
            errors.Add($"{place} is '{region}'; the regions are {string.Join(", ", regions)}.");
        }
    }

    private static void CheckTokens(BusinessNumbersOptions options, NumberUses uses, List<string> errors)
    {
        var single = options.Single;
        if (uses.Has(NumberUse.Sending))
        {
            if (options.Numbers.Count == 0 && single.AccessToken.Length == 0 && single.AccessTokens.Values.All(token => token.Length == 0))
            {
                errors.Add($"{SingleNumberSettings.SenderSection} has neither an AccessToken nor AccessTokens:<phone number id>, and {BusinessNumbersOptions.Section} no number; no reply could be sent.");
            }

            errors.AddRange(options.Numbers
                .Where(number => string.IsNullOrEmpty(number.Value.AccessToken) && options.TokenFor(number.Value) is null)
                .Select(number => $"{BusinessNumbersOptions.Section}:Numbers:{number.Key}:AccessToken is missing."));
        }

        // A line break in a token would be a header of its own. The token itself must not stand in the message.
        foreach (var (place, token) in options.Numbers.Select(number => ($"{BusinessNumbersOptions.Section}:Numbers:{number.Key}:AccessToken", number.Value.AccessToken))
            .Append(($"{SingleNumberSettings.SenderSection}:AccessToken", single.AccessToken))
            .Concat(single.AccessTokens.Select(token => ($"{SingleNumberSettings.SenderSection}:AccessTokens:{token.Key}", (string?)token.Value))))
        {
            if (token?.Any(c => c is <= ' ' or >= '\u007f') is true)
            {
                errors.Add($"{place} holds a space, a control character or one outside ASCII.");
            }
        }
    }
}
