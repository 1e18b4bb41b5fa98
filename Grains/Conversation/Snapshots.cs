using System.Globalization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Shows a state to an operator.</summary>
internal static class Snapshots
{
    // What stands for what cannot be opened here.
    private const string Sealed = "(sealed)";

    public static ConversationSnapshot Of(ConversationId id, ConversationState state, IConversationScript script)
    {
        var answers = state.AnswersBefore();
        var isWhole = state.Answers.Values.All(answer => answer.Value is not { Open: null }) && state.Unread.Values.All(message => message.Read);
        return new ConversationSnapshot(
            id.ToString(),
            script.Name,
            state.Session.Epoch,
            !state.Session.HasBegun() || !isWhole ? null : script.NextQuestion(answers),
            state.Answers.Where(answer => answer.Value.Value is not null).ToDictionary(answer => answer.Key, answer => answer.Value.Value!.Open ?? Sealed),
            [.. state.Replies.OrderBy(reply => reply.Value.Stamp).ThenBy(reply => reply.Value.Part)
                .Select(reply => string.Create(CultureInfo.InvariantCulture, $"{reply.Key} {reply.Value.Status} {reply.Value.Region}"))],
            [.. state.Transcript.Select(entry => string.Create(CultureInfo.InvariantCulture,
                $"{DateTimeOffset.FromUnixTimeMilliseconds(entry.Stamp.Time):yyyy-MM-ddTHH:mm:ssZ} {entry.Region} {entry.Text.Open ?? Sealed}"))],
            state.Seen.Count,
            state.Version.Head?.ToString());
    }
}
