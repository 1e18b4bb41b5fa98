using OrleansFailover.Drill.Channel;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Plays a scenario against regions that are up, and judges it.</summary>
/// <param name="channel">What delivers.</param>
/// <param name="regions">What can be harmed.</param>
/// <param name="webhooks">The regions, primary first, with their webhooks past the edge.</param>
internal sealed class ScenarioRun(ChannelSimulator channel, IFaultTarget regions, IReadOnlyList<KeyValuePair<string, Uri>> webhooks, TimeProvider time)
{
    // Redeliveries, doubts and late statuses of the last messages still come in; a reply too many would be seen here.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public async Task<RunResult> PlayAsync(RunSettings settings, Action<string> tell, CancellationToken cancellationToken)
    {
        (channel.Detour, channel.ReachesEveryRegion) = (null, true);
        var (began, webhooksBefore) = (channel.Record.Now, channel.Record.Webhooks);
        await using var conversations = new Conversations.Conversations(
            settings.Seed, settings.Conversations, settings.Scenario.Setup.PaceFor(settings.Conversations), channel, time);
        var faults = new Faults(regions, channel.Record, conversations, tell, time);
        conversations.Start();
        await settings.Scenario.PlayAsync(
            new Stage
            {
                Conversations = conversations,
                Faults = faults,
                Channel = channel,
                Regions = [.. webhooks.Select(webhook => webhook.Key)],
                Webhooks = webhooks.ToDictionary(StringComparer.Ordinal),
                Deadline = settings.Deadline,
                Round = settings.Round,
                Tell = tell,
                Time = time,
            },
            cancellationToken);
        await Task.Delay(Settle, time, cancellationToken);

        var histories = conversations.Histories();
        return new RunResult(
            settings,
            histories,
            HistoryChecker.Check(histories),
            [.. channel.Record.Deliveries.Where(delivery => delivery.Began >= began)],
            [.. channel.Record.Sends.Where(send => send.At >= began)],
            faults.Done,
            conversations.Open(),
            channel.Record.Webhooks - webhooksBefore);
    }
}
