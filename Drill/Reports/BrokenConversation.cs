using OrleansFailover.Drill.Channel;
using OrleansFailover.History;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>A conversation that broke a promise or did not come to its end, with all that was seen of it, so that the cause can be looked for. Times are in ms from the start of the run.</summary>
/// <param name="Name">Its name in examples.</param>
/// <param name="Promises">What it broke; <c>incomplete</c> when it did not come to its end.</param>
/// <param name="Messages">What its customer sent, in the order of the first delivery.</param>
/// <param name="Replies">What was accepted, in order.</param>
public sealed record BrokenConversation(
    string Name, IReadOnlyList<string> Promises, IReadOnlyList<BrokenConversation.Message> Messages, IReadOnlyList<BrokenConversation.Reply> Replies)
{
    /// <summary>The most that a report holds.</summary>
    public const int Most = 10;

    private const string Incomplete = "incomplete";

    public sealed record Message(string Id, string Text, string? Shows, DateTimeOffset ChannelTime, double FirstDelivered, double? Acked, IReadOnlyList<Attempt> Deliveries);

    public sealed record Attempt(double Began, double Ended, int? Status, string? Region, bool HasCopies);

    public sealed record Reply(double At, string ReplyId, string Region, string? Answers, int? Asks, IReadOnlyList<string>? Summary);

    internal static IReadOnlyList<BrokenConversation> Of(RunResult run) =>
    [
        .. run.Histories
            .Select(history => (history, broken: Broken(history, run)))
            .Where(each => each.broken.Count > 0)
            .Take(Most)
            .Select(each => Of(each.history, each.broken, run.Deliveries)),
    ];

    private static List<string> Broken(ConversationHistory history, RunResult run) =>
    [
        .. HistoryChecker.Promises
            .Where(promise => promise.Check(history).Any(breach => breach is not null && !run.IsCounted(promise, breach)))
            .Select(promise => promise.Name),
        .. history.FinalSummary is null ? [Incomplete] : Array.Empty<string>(),
    ];

    private static BrokenConversation Of(ConversationHistory history, IReadOnlyList<string> broken, IReadOnlyList<Delivery> deliveries) => new(
        history.Conversation,
        broken,
        [
            .. history.Messages.Select(message => new Message(
                message.Id,
                message.Text,
                message.Shows,
                message.ChannelTime,
                message.FirstDelivered.TotalMilliseconds,
                message.Acked?.TotalMilliseconds,
                [
                    .. deliveries.Where(delivery => delivery.Messages.Contains(message.Id))
                        .Select(delivery => new Attempt(delivery.Began.TotalMilliseconds, delivery.Ended.TotalMilliseconds, delivery.Status, delivery.Region, delivery.HasCopies)),
                ])),
        ],
        [.. history.Accepted.Select(reply => new Reply(reply.At.TotalMilliseconds, reply.ReplyId, reply.Region, reply.Answers, reply.Asks, reply.Summary))]);
}
