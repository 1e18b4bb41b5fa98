using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Conversations;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Plays a scenario against regions that are up, and judges it.</summary>
/// <param name="channel">What delivers.</param>
/// <param name="regions">What can be harmed.</param>
/// <param name="webhooks">The regions, primary first, with their webhooks past the edge.</param>
/// <param name="masked">Tells what replies to restricted customers answer; null when they quote it.</param>
internal sealed class ScenarioRun(
    ChannelSimulator channel, IFaultTarget regions, IReadOnlyList<KeyValuePair<string, Uri>> webhooks, TimeProvider time, MaskedReplies? masked = null)
{
    // Redeliveries, doubts and late statuses of the last messages still come in; a reply too many would be seen here.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    /// <param name="heals">Whether to mend what was harmed while the last messages settle.</param>
    public async Task<RunResult> PlayAsync(RunSettings settings, bool heals, Action<string> tell, CancellationToken cancellationToken)
    {
        var setup = settings.Scenario.Setup;
        (channel.Detour, channel.ReachesEveryRegion) = (null, true);
        var (began, webhooksBefore) = (channel.Record.Now, channel.Record.Webhooks);
        await using var conversations = new Conversations.Conversations(
            settings.Seed, settings.Conversations, setup.Waves, setup.Restricts, setup.PaceFor(settings.Conversations), channel, masked, time);
        var faults = new Faults(regions, channel.Record, conversations, tell, time);
        var healing = heals ? new Lazy<Task>(() => regions.HealAsync(cancellationToken)) : new Lazy<Task>(Task.CompletedTask);
        if (setup.Waves == 1)
        {
            conversations.StartWave();
        }

        IReadOnlyList<AcceptedSend> Sends() => [.. channel.Record.Sends.Where(send => send.At >= began)];
        IReadOnlyList<Delivery> Deliveries() => [.. channel.Record.Deliveries.Where(delivery => delivery.Began >= began)];

        Stage? stage = null;
        IReadOnlyList<PromiseResult> Judge(IReadOnlyList<ConversationHistory> seen)
        {
            var (evidence, began) = (new RunEvidence(faults.Done, Sends(), Deliveries(), seen), stage!.FaultBegan ?? (faults.Done is [var first, ..] ? first.At : (TimeSpan?)null));
            return HistoryChecker.Check(
                seen,
                (promise, breach) => RunResult.IsCounted(setup, promise, breach, evidence) || (settings.EndsWhenBroken && !IsAfter(breach, began)));
        }

        stage = new Stage
        {
            Conversations = conversations,
            Faults = faults,
            Canaries = CanariesOf(conversations),
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
        var ended = await PlayAsync(stage, settings, Judge, cancellationToken);
        await Task.WhenAll(healing.Value, ended ? Task.CompletedTask : Task.Delay(Settle, time, cancellationToken));

        var histories = conversations.Histories();
        IReadOnlyList<AcceptedSend> sends = Sends();
        var home = stage.Canaries.Verdict;
        return new RunResult(
            settings,
            histories,
            [.. Judge(histories), .. home is null ? Array.Empty<PromiseResult>() : [home]],
            Deliveries(),
            sends,
            faults.Done,
            conversations.Open(),
            stage.Unproven,
            stage.Note,
            channel.Record.Webhooks - webhooksBefore,
            channel.Record.Now - began)
        {
            Canaries = stage.Canaries.Findings,
        };
    }

    private static CanaryWatch CanariesOf(Conversations.Conversations conversations)
    {
        var customers = conversations.Plans.ToLookup(plan => plan.IsRestricted, plan => plan.Canaries);
        return customers.Contains(true)
            ? new CanaryWatch([.. customers[true].SelectMany(each => each)], [.. customers[false].SelectMany(each => each)])
            : new CanaryWatch([], []);
    }

    // A control shows what the fault does without the protection, not what is wrong without it at any time.
    private static bool IsAfter(Breach breach, TimeSpan? fault) =>
        fault is not null && (breach.Replies.Count == 0 || breach.Replies.Any(reply => reply.At > fault));

    /// <returns>True when it was ended before its end, because it had shown what it is to show.</returns>
    private async Task<bool> PlayAsync(
        Stage stage, RunSettings settings, Func<IReadOnlyList<ConversationHistory>, IReadOnlyList<PromiseResult>> judge, CancellationToken cancellationToken)
    {
        using var shown = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = settings.Scenario.PlayAsync(stage, shown.Token);
        while (settings.EndsWhenBroken && HistoryChecker.Promises.Any(promise => promise.Name == settings.Scenario.Setup.Breaks && promise.IsSeenAtOnce) && !playing.IsCompleted)
        {
            await Task.WhenAny(playing, Task.Delay(Look, time, cancellationToken));
            if (judge(stage.Conversations.Histories()).Any(promise => promise.Name == settings.Scenario.Setup.Breaks && promise.Broken > 0))
            {
                await shown.CancelAsync();
                await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                return true;
            }
        }

        await playing;
        return false;
    }
}
