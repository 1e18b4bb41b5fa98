using System.CommandLine;

namespace OrleansFailover.Drill.Commands;

/// <summary>An option that is a duration as people write it.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            if (argument.Tokens.Count == 1 && Duration.TryParse(argument.Tokens[0].Value, out var duration))
            {
                return duration;
            }

            argument.AddError($"{name} takes a duration like 500ms, 20s or 1m.");
            return null;
        },
    };
}
