using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary>Which letters to replay or to discard: by name, by filter, or all; never all of them by omission.</summary>
internal sealed class SelectionOptions(TimeProvider time)
{
    private readonly FilterOptions filter = new(time);
    private readonly Option<bool> all = new("--all") { Description = "Every letter that waits." };

    private readonly Argument<string[]> ids = new("id")
    {
        Description = "The letters' names, as list prints them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public void AddTo(Command command)
    {
        command.Add(ids);
        command.Add(all);
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            var narrowed = (result.GetValue(ids) ?? []).Length > 0 || !filter.Of(result).IsOpen;
            if (narrowed == result.GetValue(all))
            {
                result.AddError("Name letters, a --reason, a --conversation, --from or --to; or say --all, and nothing of the others.");
            }
        });
    }

    public LetterSelection Of(CommandResult result)
    {
        var chosen = filter.Of(result);
        return new()
        {
            Ids = result.GetValue(ids) ?? [],
            Reasons = chosen.Reasons,
            Conversation = chosen.Conversation,
            From = chosen.From,
            To = chosen.To,
            All = result.GetValue(all),
        };
    }
}
