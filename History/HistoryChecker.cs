namespace OrleansFailover.History;

/// <summary>Decides the promises from what was sent, acked and replied.</summary>
public static class HistoryChecker
{
    /// <summary>The promises, in the order of reports.</summary>
    public static IReadOnlyList<IPromise> Promises { get; } =
        [new AckedIsKept(), new Once(), new NeverAskedTwice(), new OneReply(), new InOrder()];

    /// <summary>Checks every promise over all conversations.</summary>
    public static IReadOnlyList<PromiseResult> Check(IReadOnlyCollection<ConversationHistory> conversations) =>
        [.. Promises.Select(promise => Check(promise, conversations))];

    private static PromiseResult Check(IPromise promise, IReadOnlyCollection<ConversationHistory> conversations)
    {
        var (decided, broken, examples) = (0, 0, new List<string>());
        foreach (var conversation in conversations)
        {
            foreach (var verdict in promise.Check(conversation))
            {
                decided++;
                if (verdict is null)
                {
                    continue;
                }

                broken++;
                if (examples.Count < PromiseResult.MaxExamples)
                {
                    examples.Add($"{conversation.Conversation}: {verdict}");
                }
            }
        }

        return new PromiseResult(promise.Name, decided, broken, examples);
    }
}
