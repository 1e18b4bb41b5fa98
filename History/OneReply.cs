namespace OrleansFailover.History;

/// <summary>The channel accepts each reply once, and every reply says which it is.</summary>
public sealed class OneReply : IPromise
{
    public string Name => "one-reply";

    public bool IsSeenAtOnce => true;

    public IEnumerable<Breach?> Check(ConversationHistory history) => history.Accepted
        .GroupBy(reply => reply.ReplyId, StringComparer.Ordinal)
        .Select(same => same.Key.Length > 0 && same.Count() == 1
            ? null
            : new Breach(
                same.Key.Length == 0
                    ? $"{same.Count()} replies came without an id"
                    : $"reply {same.Key} was accepted {same.Count()} times: {string.Join(", ", same.Select(reply => $"{reply.Region} at {Show.Time(reply.At)}"))}",
                [.. same],
                history.CauseOf(same.First())));
}
