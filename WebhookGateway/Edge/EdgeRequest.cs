using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>One webhook on its way through the edge: the loop that asks the policy, does what it says, and records what came of it.</summary>
internal sealed class EdgeRequest(HttpRequest original, RequestBody body, IReadOnlyList<RegionHealth> health, RegionSender sender, EdgeOptions options, TimeProvider timeProvider)
{
    private readonly List<EdgeAttempt> attempts = new(health.Count);
    private readonly List<Task<AttemptResult>> results = new(health.Count);
    private readonly List<EdgeStep> sent = new(health.Count);
    private bool hedgeDue;
    private bool timeIsUp;

    /// <summary>How many regions got the webhook.</summary>
    public int Attempts => attempts.Count;

    /// <summary>The sendings, in order.</summary>
    public IReadOnlyList<EdgeStep> Sent => sent;

    /// <summary>The regions that failed the webhook before it was over.</summary>
    public IEnumerable<int> Failed => attempts
        .Where(attempt => attempt.Outcome is AttemptOutcome.Unreachable or AttemptOutcome.Broken or AttemptOutcome.Failed).Select(attempt => attempt.Region);

    /// <summary>Which region's answer counted; -1 when none did.</summary>
    public int Winner { get; private set; } = -1;

    /// <summary>The answer that counts, for the caller to dispose; null when no region took the webhook.</summary>
    public async Task<HttpResponseMessage?> RunAsync(CancellationToken requestAborted)
    {
        using var total = new CancellationTokenSource(options.RequestTimeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(requestAborted, total.Token);
        try
        {
            while (true)
            {
                var step = EdgeRoutingPolicy.Decide(new(health, attempts, hedgeDue, timeIsUp));
                switch (step.Kind)
                {
                    case EdgeStepKind.Send:
                        hedgeDue = false;
                        attempts.Add(new(step.Region, AttemptOutcome.Running));
                        sent.Add(step);
                        results.Add(sender.SendAsync(original, body, step, linked.Token));
                        break;
                    case EdgeStepKind.Wait:
                        await WaitAsync(step.MayHedge, linked.Token);
                        break;
                    case EdgeStepKind.Answer:
                        Winner = attempts[step.Attempt].Region;
                        return (await results[step.Attempt]).Response;
                    default:
                        return null;
                }
            }
        }
        finally
        {
            await linked.CancelAsync();
            Discard();
        }
    }

    private async Task WaitAsync(bool mayHedge, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hedge = Task.Delay(mayHedge ? options.HedgeAfter : Timeout.InfiniteTimeSpan, timeProvider, waiting.Token);
        var running = new List<Task> { hedge };
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Outcome is AttemptOutcome.Running)
            {
                running.Add(results[i]);
            }
        }

        var first = await Task.WhenAny(running);
        await waiting.CancelAsync();
        if (first == hedge)
        {
            timeIsUp = cancellationToken.IsCancellationRequested;
            hedgeDue = !timeIsUp;
        }

        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Outcome is AttemptOutcome.Running && results[i].IsCompleted)
            {
                attempts[i] = attempts[i] with { Outcome = (await results[i]).Outcome };
            }
        }
    }

    // Whatever did not win is given up. What was sent may still be read from the buffer, and an answer may still come: it is dropped.
    private void Discard()
    {
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Outcome is not AttemptOutcome.Taken)
            {
                body.Lend();
            }

            if (attempts[i].Region != Winner)
            {
                _ = DisposeAsync(results[i]);
            }
        }
    }

    private static async Task DisposeAsync(Task<AttemptResult> result) => (await result).Response?.Dispose();
}
