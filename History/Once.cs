namespace OrleansFailover.History;

/// <summary>
/// Each message changes its conversation once: it gets at most one reply that asks or closes, no answer stands under two questions, and no
/// reply is further along the script than the messages that can have come before it: one question for each, the first of which began it.
/// </summary>
public sealed class Once : IPromise
{
    public string Name => "once";

    public bool IsSeenAtOnce => true;

    public IEnumerable<Breach?> Check(ConversationHistory history)
    {
        var replies = history.FirstAccepted.Where(reply => history.Progress(reply) is not null).ToList();
        foreach (var reply in replies)
        {
            yield return history.CauseOf(reply) is not { } cause
                ? new($"reply {reply.ReplyId} from {reply.Region} answers no message that was sent", reply)
                : IsTooFar(history, cause, reply);
        }

        foreach (var same in replies.Where(reply => reply.Answers is not null).GroupBy(reply => reply.Answers))
        {
            yield return same.Count() == 1
                ? null
                : new($"message {same.Key} got {same.Count()} different replies, from {string.Join(" and ", same.Select(reply => reply.Region))}", [.. same], history.CauseOf(same.First()));
        }

        if (history.FinalSummary is { Summary: { } values } summary)
        {
            yield return values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(value => value.Count() > 1) is { } twice
                ? new($"the answer {twice.Key} stands under {twice.Count()} questions", summary, history.WithText(twice.Key))
                : null;
        }
    }

    private static Breach? IsTooFar(ConversationHistory history, SentMessage cause, AcceptedReply reply)
    {
        var progress = history.Progress(reply)!.Value;
        var said = history.Messages.Count(message =>
            message.Purpose != MessagePurpose.Correction && !ConversationHistory.Precedes(cause, message));
        var takenBack = history.Messages.Count(message =>
            message.Purpose == MessagePurpose.Correction
            && (message.Id == cause.Id || ConversationHistory.Precedes(message, cause))
            && !history.MayBeLate(message));
        var furthest = said - takenBack;
        return progress <= furthest
            ? null
            : new($"the reply to {cause.Id} is at question {progress}, and only {furthest - 1} answers can have been given", reply, cause);
    }
}
