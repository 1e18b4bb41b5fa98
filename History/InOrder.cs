namespace OrleansFailover.History;

/// <summary>
/// Replies come in the order in which their messages were acked, and so do the answers in the summary; a corrected answer stands as
/// corrected. Only messages whose order is certain are compared.
/// </summary>
public sealed class InOrder : IPromise
{
    public string Name => "in-order";

    public bool IsSeenAtOnce => true;

    public IEnumerable<Breach?> Check(ConversationHistory history) => Replies(history).Concat(Summary(history));

    private static IEnumerable<Breach?> Replies(ConversationHistory history)
    {
        var causes = new List<SentMessage>();
        foreach (var reply in history.FirstAccepted)
        {
            if (history.CauseOf(reply) is not { } cause)
            {
                continue;
            }

            yield return causes.Find(earlier => ConversationHistory.Precedes(cause, earlier)) is { } later
                ? new($"the reply to {cause.Id} came at {Show.Time(reply.At)}, after the reply to {later.Id}, which was sent later", reply, cause)
                : null;
            causes.Add(cause);
        }
    }

    private static IEnumerable<Breach?> Summary(ConversationHistory history)
    {
        if (history.FinalSummary is not { Summary: { } values } summary)
        {
            yield break;
        }

        // What a late correction takes back is answered again after later questions were, and stands before their answers all the same.
        var late = history.Messages.Where(message => message.TakesBack is not null && history.MayBeLate(message)).ToList();
        var said = values.Select(history.WithText).OfType<SentMessage>()
            .Where(message => !history.MayBeLate(message) && !late.Exists(correction => ConversationHistory.Precedes(correction, message))).ToList();
        for (var index = 1; index < said.Count; index++)
        {
            yield return ConversationHistory.Precedes(said[index], said[index - 1])
                ? new($"the summary has {said[index - 1].Text} before {said[index].Text}, which was said first", summary, said[index])
                : null;
        }

        var last = history.CauseOf(summary);
        foreach (var correction in history.Messages.Where(message => message.TakesBack is not null && !history.MayBeLate(message)))
        {
            if (last is not null && ConversationHistory.Precedes(correction, last))
            {
                yield return said.Exists(message => message.Id == correction.TakesBack)
                    ? new($"the answer of {correction.TakesBack} was taken back and still stands in the summary", summary, correction)
                    : null;
            }
        }
    }
}
