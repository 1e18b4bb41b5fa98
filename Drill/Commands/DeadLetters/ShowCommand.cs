using System.CommandLine;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary><c>show</c>: one letter, its content only when it is asked for.</summary>
internal static class ShowCommand
{
    public static Command Create(AdminSession session)
    {
        var access = new AccessOptions(session.Environment);
        var id = new Argument<string>("id") { Description = "The letter's name, as list prints it." };
        var content = new Option<bool>("--content")
        {
            Description = "Also what users wrote, and their keys. The gateway writes down that somebody looked.",
        };
        var json = DeadLettersCommand.Json();
        var command = new Command("show", "Shows one letter.") { id, content, json };
        access.AddTo(command);
        command.SetAction((parsed, cancellationToken) => session.RunAsync(
            access.Of(parsed),
            async client =>
            {
                var letter = await client.ReadAsync(parsed.GetRequiredValue(id), parsed.GetValue(content), cancellationToken);
                if (parsed.GetValue(json))
                {
                    session.Write(letter, AdminJson.Default.Letter);
                }
                else
                {
                    session.Write(LetterText.Full(letter));
                }

                return ExitCode.Held;
            },
            cancellationToken));
        return command;
    }
}
