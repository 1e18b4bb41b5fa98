namespace OrleansFailover.History;

/// <summary>Decides the promises from what was sent, acked and replied.</summary>
public static class HistoryChecker
{
    /// <summary>The promises, in the order of reports.</summary>
    public static IReadOnlyList<IPromise> Promises { get; } =
        [new AckedIsKept(), new Once(), new NeverAskedTwice(), new OneReply(), new InOrder()];

    /// <summary>Checks every promise over all conversations.</summary>
    /// <param name="isCounted">
    /// True for a breach that the fault can bring about whatever a program does: it is counted apart. None when left out.
    /// </param>
    public static IReadOnlyList<PromiseResult> Check(
        IReadOnlyCollection<ConversationHistory> conversations, Func<IPromise, Breach, bool>? isCounted = null) =>
        [.. Promises.Select(promise => Check(promise, conversations, isCounted ?? ((_, _) => false)))];

    private static PromiseResult Check(
        IPromise promise, IReadOnlyCollection<ConversationHistory> conversations, Func<IPromise, Breach, bool> isCounted)
    {
        var decided = 0;
        List<string> broken = [], counted = [];
        foreach (var conversation in conversations)
        {
            foreach (var verdict in promise.Check(conversation))
            {
                decided++;
                if (verdict is not null)
                {
                    (isCounted(promise, verdict) ? counted : broken).Add($"{conversation.Conversation}: {verdict.Text}");
                }
            }
        }

        return new PromiseResult(
            promise.Name, decided, broken.Count, counted.Count, [.. broken.Take(PromiseResult.MaxExamples)], [.. counted.Take(PromiseResult.MaxExamples)]);
    }
}
