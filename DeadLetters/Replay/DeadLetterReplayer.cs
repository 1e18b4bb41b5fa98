using Microsoft.Extensions.Logging;

namespace OrleansFailover.DeadLetters.Replay;

/// <summary>
/// Replays letters in the order in which they were acked, over all records. One replay of a process runs at a time; others, and live traffic, may
/// run beside it: an event that comes twice counts once, and a late one never overwrites a newer answer.
/// </summary>
public sealed class DeadLetterReplayer : IDisposable
{
    private const int PageSize = 200;

    private readonly IDeadLetterStore store;
    private readonly IReplayTarget target;
    private readonly DeadLetterMetrics metrics;
    private readonly ILogger logger;
    private readonly SemaphoreSlim turn = new(1);

    internal DeadLetterReplayer(IDeadLetterStore store, IReplayTarget target, DeadLetterMetrics metrics, ILogger<DeadLetterReplayer> logger)
    {
        this.store = store;
        this.target = target;
        this.metrics = metrics;
        this.logger = logger;
    }

    /// <summary>Replays up to <paramref name="limit"/> letters and stops at the first that the log does not take.</summary>
    /// <param name="filter">Which. With the status <see cref="DeadLetterStatus.Replayed"/> letters are replayed once more; discarded ones never are.</param>
    /// <param name="after">The <see cref="ReplayResult.Next"/> of the part before, or null.</param>
    /// <param name="limit">The most letters that are looked at.</param>
    /// <param name="cancellationToken">Ends the replay between two letters.</param>
    /// <exception cref="DeadLetterStoreException">The store does not answer. What was replayed until then is marked, but for one letter at most.</exception>
    public async Task<ReplayResult> ReplayAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        if (filter.Status is not (DeadLetterStatus.Kept or DeadLetterStatus.Replayed))
        {
            throw new ArgumentException("Only letters that wait, or that were replayed before, can be replayed.", nameof(filter));
        }

        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync(filter, after, limit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<ReplayResult> RunAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var (replayed, notReplayable) = (0, 0);
        while (true)
        {
            var page = await store.ListAsync(filter, after, Math.Min(PageSize, limit - replayed - notReplayable), cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (await ReplayAsync(item, cancellationToken).ConfigureAwait(false))
                {
                    case ReplayOutcome.Replayed:
                        replayed++;
                        break;
                    case ReplayOutcome.NotReplayable:
                        notReplayable++;
                        break;
                    default:
                        return new(replayed, notReplayable, item.Id.Value, null);
                }
            }

            after = page.Next;
            if (after is null || replayed + notReplayable >= limit)
            {
                return new(replayed, notReplayable, null, after);
            }
        }
    }

    private async Task<ReplayOutcome> ReplayAsync(StoredDeadLetter item, CancellationToken cancellationToken)
    {
        var outcome = await target.ReplayAsync(item.Letter, cancellationToken).ConfigureAwait(false);
        switch (outcome)
        {
            case ReplayOutcome.Replayed:
                await store.SettleAsync(item.Id.Value, DeadLetterStatus.Replayed, cancellationToken).ConfigureAwait(false);
                Log.Replayed(logger, item.Id);
                break;
            case ReplayOutcome.NotReplayable:
                metrics.ReplayFailed(item.Id.Reason);
                Log.NotReplayable(logger, item.Id);
                break;
            default:
                metrics.ReplayFailed(item.Id.Reason);
                Log.ReplayStopped(logger, item.Id);
                break;
        }

        return outcome;
    }
}
