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

    /// <param name="heals">Whether to mend what was harmed while the last messages settle.</param>
    public async Task<RunResult> PlayAsync(RunSettings settings, bool heals, Action<string> tell, CancellationToken cancellationToken)
    {
        var setup = settings.Scenario.Setup;
        (channel.Detour, channel.ReachesEveryRegion) = (null, true);
        var (began, webhooksBefore) = (channel.Record.Now, channel.Record.Webhooks);
        await using var conversations = new Conversations.Conversations(
            settings.Seed, settings.Conversations, setup.Waves, setup.PaceFor(settings.Conversations), channel, time);
        var faults = new Faults(regions, channel.Record, conversations, tell, time);
        var healing = heals ? new Lazy<Task>(() => regions.HealAsync(cancellationToken)) : new Lazy<Task>(Task.CompletedTask);
        if (setup.Waves == 1)
        {
            conversations.StartWave();
        }

        var stage = new Stage
        {
            Conversations = conversations,
            Faults = faults,
            Channel = channel,
            Regions = [.. webhooks.Select(webhook => webhook.Key)],
            Webhooks = webhooks.ToDictionary(StringComparer.Ordinal),
            Deadline = settings.Deadline,
            Seed = settings.Seed,
            Round = settings.Round,
            LetHeal = () => _ = healing.Value,
            Tell = tell,
            Time = time,
        };
        await settings.Scenario.PlayAsync(stage, cancellationToken);
        await Task.WhenAll(healing.Value, Task.Delay(Settle, time, cancellationToken));

        var histories = conversations.Histories();
        IReadOnlyList<AcceptedSend> sends = [.. channel.Record.Sends.Where(send => send.At >= began)];
        var evidence = new RunEvidence(faults.Done, sends);
        return new RunResult(
            settings,
            histories,
            HistoryChecker.Check(histories, (promise, breach) => RunResult.IsCounted(setup, promise, breach, evidence)),
            [.. channel.Record.Deliveries.Where(delivery => delivery.Began >= began)],
            sends,
            faults.Done,
            conversations.Open(),
            stage.Unproven,
            stage.Note,
            channel.Record.Webhooks - webhooksBefore,
            channel.Record.Now - began);
    }
}
