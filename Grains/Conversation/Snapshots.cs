using System.Globalization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Shows a state to an operator.</summary>
internal static class Snapshots
{
    public static ConversationSnapshot Of(ConversationId id, ConversationState state, IConversationScript script)
    {
        var answers = state.AnswersBefore();
        return new ConversationSnapshot(
            id.ToString(),
            script.Name,
            state.Session.Epoch,
            state.Session.Epoch == 0 ? null : script.NextQuestion(answers),
            answers.ToDictionary(answer => answer.Key, answer => answer.Value),
            [.. state.Replies.OrderBy(reply => reply.Value.Stamp).ThenBy(reply => reply.Value.Part)
                .Select(reply => string.Create(CultureInfo.InvariantCulture, $"{reply.Key} {reply.Value.Status} {reply.Value.Region}"))],
            [.. state.Transcript.Select(entry => string.Create(CultureInfo.InvariantCulture,
                $"{DateTimeOffset.FromUnixTimeMilliseconds(entry.Stamp.Time):yyyy-MM-ddTHH:mm:ssZ} {entry.Region} {entry.Text}"))],
            state.Seen.Count,
            state.Version.Head?.ToString());
    }
}
