using System.CommandLine;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary><c>list</c>: the letters by the time of their ack, a page at a time or all of them.</summary>
internal static class ListCommand
{
    private const int DefaultPage = 50;
    private const int MaxPage = 1000;

    public static Command Create(AdminSession session, TimeProvider time)
    {
        var access = new AccessOptions(session.Environment);
        var filter = new FilterOptions(time);
        var status = new Option<string>("--status") { Description = "kept (they wait), replayed, discarded or all.", DefaultValueFactory = _ => "kept" };
        status.AcceptOnlyFromAmong("kept", "replayed", "discarded", "all");
        var limit = new Option<int>("--limit") { Description = $"The most letters of a page (1 to {MaxPage}).", DefaultValueFactory = _ => DefaultPage };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > MaxPage)
            {
                result.AddError($"--limit must be 1 to {MaxPage}, not {number}.");
            }
        });
        var after = new Option<string?>("--after") { Description = "Goes on behind this letter; the page before names it." };
        var all = new Option<bool>("--all") { Description = "Every page." };
        var json = DeadLettersCommand.Json();

        var command = new Command("list", "Lists letters, oldest ack first.") { status, limit, after, all, json };
        filter.AddTo(command);
        access.AddTo(command);
        command.SetAction((parsed, cancellationToken) => session.RunAsync(
            access.Of(parsed),
            async client =>
            {
                var request = new ListRequest(
                    filter.Of(parsed.CommandResult), parsed.GetRequiredValue(status), parsed.GetValue(after), parsed.GetValue(limit), parsed.GetValue(all));
                var page = await ReadAsync(client, request, cancellationToken);
                Show(session, page, parsed.GetValue(json));
                return ExitCode.Held;
            },
            cancellationToken));
        return command;
    }

    private static async Task<LetterPage> ReadAsync(AdminClient client, ListRequest request, CancellationToken cancellationToken)
    {
        var letters = new List<Letter>();
        var after = request.After;
        do
        {
            var page = await client.ListAsync(request.Filter, request.Status, after, request.Limit, cancellationToken);
            letters.AddRange(page.Items);
            after = page.Next;
        }
        while (request.All && after is not null);

        return new(letters, after);
    }

    private static void Show(AdminSession session, LetterPage page, bool json)
    {
        if (json)
        {
            session.Write(page, AdminJson.Default.LetterPage);
            return;
        }

        foreach (var letter in page.Items)
        {
            session.Write(LetterText.Line(letter));
        }

        session.Tell(page.Next is { } next ? $"{page.Items.Count} letters; more with --after {next}" : $"{page.Items.Count} letters");
    }

    private sealed record ListRequest(LetterFilter Filter, string Status, string? After, int Limit, bool All);
}
