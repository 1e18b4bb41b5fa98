using System.CommandLine;
using System.Globalization;

namespace OrleansFailover.Drill.Commands;

/// <summary>An option that is a number from 1 to a highest one.</summary>
internal static class CountOption
{
    /// <summary>One that may be left out.</summary>
    public static Option<int?> Create(string name, string description, int highest) => Bounded(new Option<int?>(name) { Description = description }, highest);

    /// <summary>One that has a value where it is left out.</summary>
    public static Option<int> Create(string name, string description, int highest, int otherwise) =>
        Bounded(new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise }, highest);

    private static TOption Bounded<TOption>(TOption option, int highest)
        where TOption : Option
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && (count < 1 || count > highest))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be 1 to {highest}, not {result.Tokens[0].Value}."));
            }
        });
        return option;
    }
}
