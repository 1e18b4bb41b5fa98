namespace OrleansFailover.History;

/// <summary>
/// Each message changes its conversation once: it gets at most one reply that asks or closes, no answer stands under two questions, and no
/// reply is further along the script than the messages that can have come before it: one question for each, the first of which began it.
/// </summary>
public sealed class Once : IPromise
{
    public string Name => "once";

    public IEnumerable<string?> Check(ConversationHistory history)
    {
        var replies = history.FirstAccepted.Where(reply => history.Progress(reply) is not null).ToList();
        foreach (var reply in replies)
        {
            yield return history.CauseOf(reply) is not { } cause
                ? $"reply {reply.ReplyId} from {reply.Region} answers no message that was sent"
                : IsTooFar(history, cause, history.Progress(reply)!.Value);
        }

        foreach (var same in replies.Where(reply => reply.Answers is not null).GroupBy(reply => reply.Answers))
        {
            yield return same.Count() == 1
                ? null
                : $"message {same.Key} got {same.Count()} different replies, from {string.Join(" and ", same.Select(reply => reply.Region))}";
        }

        if (history.FinalSummary is { Summary: { } values })
        {
            yield return values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(value => value.Count() > 1) is { } twice
                ? $"the answer {twice.Key} stands under {twice.Count()} questions"
                : null;
        }
    }

    private static string? IsTooFar(ConversationHistory history, SentMessage cause, int progress)
    {
        var said = history.Messages.Count(message =>
            message.Purpose != MessagePurpose.Correction && !ConversationHistory.Precedes(cause, message));
        var takenBack = history.Messages.Count(message =>
            message.Purpose == MessagePurpose.Correction
            && (message.Id == cause.Id || ConversationHistory.Precedes(message, cause))
            && !history.MayBeLate(message));
        var furthest = said - takenBack;
        return progress <= furthest
            ? null
            : $"the reply to {cause.Id} is at question {progress}, and only {furthest - 1} answers can have been given";
    }
}
