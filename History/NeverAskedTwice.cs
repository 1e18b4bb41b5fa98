namespace OrleansFailover.History;

/// <summary>
/// A new reply to a message never asks a question that an acked message had answered before. Each answer that was acked before the
/// message's first delivery, and the message itself when it is an answer, closes one question; each correction that may have come before
/// opens one again. A reply that asks further back than that is wrong, whatever the region that sent it knew.
/// </summary>
public sealed class NeverAskedTwice : IPromise
{
    public string Name => "never-asked-twice";

    public bool IsSeenAtOnce => true;

    public IEnumerable<Breach?> Check(ConversationHistory history)
    {
        foreach (var reply in history.FirstAccepted)
        {
            if (history.Progress(reply) is not { } progress || history.CauseOf(reply) is not { } cause || history.MayComeAfterTheEnd(cause))
            {
                continue;
            }

            var answered = history.Messages.Count(message =>
                message.Purpose == MessagePurpose.Answer
                && (message.Id == cause.Id || ConversationHistory.Precedes(message, cause))
                && !history.MayBeLate(message));
            var openedAgain = history.Messages.Count(message =>
                message.Purpose == MessagePurpose.Correction && !ConversationHistory.Precedes(cause, message));
            var least = Math.Min(history.Questions, answered - openedAgain) + 1;
            yield return progress >= least
                ? null
                : new($"{reply.Region} asked question {progress} at {Show.Time(reply.At)} in reply to {cause.Id}, when {least - 1} had been answered", reply, cause);
        }
    }
}
