using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Conversations;
using OrleansFailover.Drill.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Plays a scenario against regions that are up, and judges it.</summary>
internal sealed class ScenarioRun(TimeProvider time)
{
    // Redeliveries, doubts and late statuses of the last messages still come in; a reply too many would be seen here.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public async Task<RunResult> PlayAsync(
        RunSettings settings, ChannelSimulator channel, IFaultTarget regions, string primary, Action<string> tell, CancellationToken cancellationToken)
    {
        await using var conversations = new Conversations.Conversations(
            settings.Seed, settings.Conversations, Pace.For(settings.Conversations), channel, time);
        var faults = new Faults(regions, channel.Record, conversations);
        conversations.Start();
        await settings.Scenario.PlayAsync(new Stage(conversations, faults, primary, settings.Deadline, tell), cancellationToken);
        await Task.Delay(Settle, time, cancellationToken);

        var histories = conversations.Histories();
        return new RunResult(
            settings, histories, HistoryChecker.Check(histories), channel.Record.Deliveries, channel.Record.Sends, faults.Done,
            conversations.Open(), channel.Record.Webhooks);
    }
}
