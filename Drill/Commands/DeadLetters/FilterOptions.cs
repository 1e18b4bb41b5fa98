using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary>The options that narrow down letters.</summary>
internal sealed class FilterOptions(TimeProvider time)
{
    private readonly Option<string[]> reason = new("--reason") { Description = "Only this reason, such as turn-failed; may be given several times." };
    private readonly Option<string?> conversation = new("--conversation") { Description = "Only this conversation: its key, or its pseudonym as log lines print it." };
    private readonly Option<DateTimeOffset?> from = MomentOption("--from", "Acked at this time or later: 2026-11-23T22:16Z, or how long ago, 30m.", time);
    private readonly Option<DateTimeOffset?> to = MomentOption("--to", "Acked before this time, written like --from.", time);

    public void AddTo(Command command)
    {
        command.Add(reason);
        command.Add(conversation);
        command.Add(from);
        command.Add(to);
    }

    public LetterFilter Of(CommandResult result) =>
        new(result.GetValue(reason) ?? [], result.GetValue(conversation), result.GetValue(from), result.GetValue(to));

    private static Option<DateTimeOffset?> MomentOption(string name, string description, TimeProvider time) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            if (argument.Tokens.Count == 1 && Moment.TryParse(argument.Tokens[0].Value, time.GetUtcNow(), out var moment))
            {
                return moment;
            }

            argument.AddError($"{name} takes a time like 2026-11-23T22:16Z or how long ago, like 30m.");
            return null;
        },
    };
}
