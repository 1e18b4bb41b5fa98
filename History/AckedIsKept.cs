namespace OrleansFailover.History;

/// <summary>
/// Every acked message is answered: by a reply to it, or after its ack by a reply to a message that was not before it. And every acked
/// answer stands in the final summary, unless it was taken back, came late, or came when all questions had their answers: that is, unless
/// nothing in the summary was said after it.
/// </summary>
public sealed class AckedIsKept : IPromise
{
    public string Name => "acked-is-kept";

    public bool IsSeenAtOnce => false;

    public IEnumerable<Breach?> Check(ConversationHistory history)
    {
        foreach (var message in history.Messages.Where(message => message.Acked is not null && !history.MayComeAfterTheEnd(message)))
        {
            yield return IsReplied(history, message)
                ? null
                : new($"{message.Id} was acked at {Show.Time(message.Acked)} and neither it nor a later message got a reply", message);

            if (message.Purpose == MessagePurpose.Answer && !history.IsTakenBack(message) && !history.MayBeLate(message))
            {
                yield return Keeping(history, message);
            }
        }
    }

    private static bool IsReplied(ConversationHistory history, SentMessage message) => history.Accepted.Any(reply =>
        history.CauseOf(reply) is { } cause
        && (cause.Id == message.Id || (reply.At >= message.Acked && !ConversationHistory.Precedes(cause, message))));

    private static Breach? Keeping(ConversationHistory history, SentMessage message)
    {
        if (history.FinalSummary is not { Summary: { } values } summary)
        {
            return new($"the answer {message.Text} was acked at {Show.Time(message.Acked)} and the conversation never came to its summary", message);
        }

        var said = values.Select(history.WithText).OfType<SentMessage>().ToList();
        var mayBeOneTooMany = values.Count >= history.Questions && !said.Exists(other => ConversationHistory.Precedes(message, other));
        return values.Contains(message.Text, StringComparer.Ordinal) || mayBeOneTooMany
            ? null
            : new($"the answer {message.Text} was acked at {Show.Time(message.Acked)} and is not in the summary [{string.Join(", ", values)}]", summary, message);
    }
}
