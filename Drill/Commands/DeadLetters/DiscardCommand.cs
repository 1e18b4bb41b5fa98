using System.CommandLine;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary><c>discard</c>: gives letters up. They stay readable for a while and are never replayed.</summary>
internal static class DiscardCommand
{
    public static Command Create(AdminSession session, TimeProvider time)
    {
        var access = new AccessOptions(session.Environment);
        var selection = new SelectionOptions(time);
        var yes = new Option<bool>("--yes") { Description = "Yes, give them up: nothing brings them back." };
        var json = DeadLettersCommand.Json();
        var command = new Command("discard", "Gives letters up: they are never replayed.") { yes, json };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(yes))
            {
                result.AddError("Nothing brings a discarded letter back. Look with list first, then say --yes.");
            }
        });
        selection.AddTo(command);
        access.AddTo(command);
        command.SetAction((parsed, cancellationToken) => session.RunAsync(
            access.Of(parsed),
            client => DiscardAsync(session, client, selection.Of(parsed.CommandResult), parsed.GetValue(json), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> DiscardAsync(
        AdminSession session, AdminClient client, LetterSelection selection, bool json, CancellationToken cancellationToken)
    {
        var total = new DiscardAnswer(0, selection.After);
        try
        {
            do
            {
                var answer = await client.DiscardAsync(selection with { After = total.Next, Limit = ReplayCommand.Part }, cancellationToken);
                total = answer with { Discarded = total.Discarded + answer.Discarded };
            }
            while (total.Next is not null);
        }
        finally
        {
            // Also what was done before something failed.
            Show(session, total, selection.Ids.Count, json);
        }

        return total.Discarded >= selection.Ids.Count ? ExitCode.Held : ExitCode.Broken;
    }

    private static void Show(AdminSession session, DiscardAnswer total, int named, bool json)
    {
        if (json)
        {
            session.Write(total, AdminJson.Default.DiscardAnswer);
            return;
        }

        session.Write($"{total.Discarded} discarded");
        if (named > total.Discarded && total.Next is null)
        {
            session.Write($"{named - total.Discarded} of the named letters do not wait");
        }
    }
}
