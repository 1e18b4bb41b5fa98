using System.CommandLine;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary><c>replay</c>: brings the events of letters to the inbound log, oldest ack first, and stops at the first that the log does not take.</summary>
internal static class ReplayCommand
{
    /// <summary>The most letters of one request: each ends long before a client gives it up.</summary>
    internal const int Part = 200;

    public static Command Create(AdminSession session, TimeProvider time)
    {
        var access = new AccessOptions(session.Environment);
        var selection = new SelectionOptions(time);
        var again = new Option<bool>("--again") { Description = "Those that were replayed before, instead of those that wait. It changes nothing twice." };
        var json = DeadLettersCommand.Json();
        var command = new Command("replay", "Brings the events of letters to the inbound log, oldest ack first.") { again, json };
        selection.AddTo(command);
        access.AddTo(command);
        command.SetAction((parsed, cancellationToken) => session.RunAsync(
            access.Of(parsed),
            client =>
            {
                var chosen = selection.Of(parsed.CommandResult) with { Again = parsed.GetValue(again) };
                return ReplayAsync(session, client, chosen, parsed.GetValue(json), cancellationToken);
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> ReplayAsync(
        AdminSession session, AdminClient client, LetterSelection selection, bool json, CancellationToken cancellationToken)
    {
        var total = new ReplayAnswer(0, 0, null, selection.After);
        try
        {
            do
            {
                var answer = await client.ReplayAsync(selection with { After = total.Next, Limit = Part }, cancellationToken);
                total = answer with { Replayed = total.Replayed + answer.Replayed, NotReplayable = total.NotReplayable + answer.NotReplayable };
            }
            while (total.Next is not null);
        }
        finally
        {
            // Also what was done before something failed.
            Show(session, total, selection.Ids.Count, json);
        }

        return total is { FailedAt: null, NotReplayable: 0 } && Missing(total, selection.Ids.Count) == 0 ? ExitCode.Held : ExitCode.Broken;
    }

    private static void Show(AdminSession session, ReplayAnswer total, int named, bool json)
    {
        if (json)
        {
            session.Write(total, AdminJson.Default.ReplayAnswer);
            return;
        }

        session.Write($"{total.Replayed} replayed");
        if (total.NotReplayable > 0)
        {
            session.Write($"{total.NotReplayable} stay: the gateway's build reads no event in them");
        }

        if (total.FailedAt is { } letter)
        {
            session.Write($"stopped at {letter}: the inbound log did not take it; it and the later ones wait");
        }
        else if (Missing(total, named) is > 0 and var missing)
        {
            session.Write($"{missing} of the named letters do not wait");
        }
    }

    private static int Missing(ReplayAnswer total, int named) => total.FailedAt is null ? Math.Max(0, named - total.Replayed - total.NotReplayable) : 0;
}
