using OrleansFailover.History;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Turns what was seen of a run into its report.</summary>
internal static class ReportBuilder
{
    public static DrillReport Build(RunResult run) => new(
        run.Settings.Scenario.Name,
        run.Settings.Seed,
        run.Settings.Conversations,
        (long)run.Settings.Lag.TotalMilliseconds,
        new ChannelReport(
            run.Webhooks, run.Deliveries.Count, run.Deliveries.Count(delivery => delivery.IsAcked), run.Deliveries.Count(delivery => !delivery.IsAcked)),
        run.Promises.ToDictionary(promise => promise.Name, promise => new PromiseReport(promise.Checked, promise.Broken, promise.Counted, promise.Examples)),
        Failover(run),
        Latency(run.Histories),
        BrokenConversation.Of(run),
        run.Settings.Scenario.Setup.Restricts ? [.. run.Canaries.Select(CanaryReport.Of)] : null);

    private static FailoverReport Failover(RunResult run)
    {
        if (run.Faults.Count == 0)
        {
            return new FailoverReport(null, null, null);
        }

        var fault = run.Faults[0];
        var acks = run.Deliveries.Where(delivery => delivery.IsAcked && delivery.Messages.Count > 0 && delivery.Began >= fault.At);
        var replies = run.Sends.Where(send => send.At >= fault.At && send.Region != fault.Region);
        var complete = fault.Open.Count(user => !run.Incomplete.Contains(user));
        return new FailoverReport(
            Since(fault.At, acks.Select(delivery => delivery.Ended)),
            Since(fault.At, replies.Select(send => send.At)),
            fault.Open.Count == 0 ? null : Math.Round((double)complete / fault.Open.Count, 4));
    }

    private static double? Since(TimeSpan fault, IEnumerable<TimeSpan> times) =>
        times.Select(time => (double?)Math.Round((time - fault).TotalMilliseconds, 1)).Min();

    private static LatencyReport Latency(IReadOnlyList<ConversationHistory> histories)
    {
        var messages = histories.SelectMany(history => history.Messages.Select(message => (history, message))).ToList();
        var acks = messages.Where(each => each.message.Acked is not null).Select(each => each.message.Acked!.Value - each.message.FirstDelivered);
        var replies = messages
            .Select(each => (each.message, reply: each.history.Accepted.FirstOrDefault(reply => reply.Answers == each.message.Id)))
            .Where(each => each.reply is not null)
            .Select(each => each.reply!.At - each.message.FirstDelivered);
        return new LatencyReport(Percentiles.Of(acks), Percentiles.Of(replies));
    }
}
