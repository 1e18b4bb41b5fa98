using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Diagnostics;
using OrleansFailover.Grains.Interfaces.Regional;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <inheritdoc cref="IPendingCopies"/>
internal sealed class PendingCopies(
    RedisConnections connections,
    PendingLists lists,
    StandbyKeys keys,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    StandbyMetrics metrics,
    ILogger<PendingCopies> logger) : IPendingCopies
{
    private readonly LineLimit lines = new(LineLimit.PerSecond, time);

    public async ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken)
    {
        // Sent first: what counts a peer's missing copy goes over the same connection and must not come before it.
        var kept = KeepOwnAsync(events, cancellationToken);
        var uncopied = CopyAsync(connections.Peers, events, cancellationToken).AsTask();
        await Task.WhenAll(kept, uncopied);
        return await uncopied;
    }

    public ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) =>
        CopyAsync([connections.Own, .. connections.Peers], events, cancellationToken);

    // Never counted: it shields from nothing that takes this region. It is what a peer is told of that has no copy. A delivery status leaves nothing that an
    // answer depends on, so nobody has to be told.
    private async Task KeepOwnAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken)
    {
        var conversations = events.Where(entry => !entry.Event.IsStatus).GroupBy(entry => entry.Key, entry => entry.Event)
            .Select(group => (group.Key, Events: group.ToList())).ToList();
        if (conversations.Count == 0 || connections.Peers.Count == 0 || options.Value.WithoutPending)
        {
            return;
        }

        await connections.Own.TryAsync(
            async redis =>
            {
                await Task.WhenAll(conversations.Select(conversation => lists.AddAsync(redis, conversation.Key, conversation.Events, StandbyScripts.OwnPrefix)));
                return true;
            },
            cancellationToken);
    }

    private async ValueTask<int> CopyAsync(
        IReadOnlyList<RedisRegion> targets, IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0 || targets.Count == 0 || options.Value.WithoutPending)
        {
            return 0;
        }

        // Grouping keeps the order within a conversation, which is the only order there is.
        var conversations = events.Select((entry, index) => (entry.Key, entry.Event, Index: index)).GroupBy(entry => entry.Key)
            .Select(group => new Conversation(group.Key, [.. group.Select(entry => entry.Event)], [.. group.Select(entry => entry.Index)])).ToArray();
        var confirmed = new bool[events.Count];
        await Task.WhenAll(targets.Select(target => CopyToAsync(target, conversations, events.Count, confirmed, cancellationToken)));

        var uncopied = confirmed.Count(copied => !copied);
        if (uncopied > 0)
        {
            metrics.EventsUncopied(uncopied);
        }

        return uncopied;
    }

    private async Task CopyToAsync(
        RedisRegion target, Conversation[] conversations, int count, bool[] confirmed, CancellationToken cancellationToken)
    {
        var done = 0;

        // One call for the circuit, one pipeline for the connection. A late answer marks nothing that was told already: the bound ends the wait
        // and the count below is taken once.
        async Task AddAsync(IDatabase redis, Conversation conversation)
        {
            var added = await lists.AddAsync(redis, conversation.Key, conversation.Events, StandbyScripts.MessagePrefix);
            for (var i = 0; i < added; i++)
            {
                Volatile.Write(ref confirmed[conversation.Indexes[i]], true);
            }

            Interlocked.Add(ref done, added);
        }

        await target.TryAsync(
            async redis =>
            {
                await Task.WhenAll(conversations.Select(conversation => AddAsync(redis, conversation)));
                return true;
            },
            options.Value.CopyBound,
            cancellationToken);

        var copied = Volatile.Read(ref done);
        metrics.EventsCopied(target.Region, copied);
        if (copied == count)
        {
            return;
        }

        if (lines.TryPass(target.Region.Name, count - copied) is { } line)
        {
            Log.Uncopied(logger, line.Count, target.Region, line.Suppressed);
        }

        if (target != connections.Own)
        {
            // For the silos: that peer has to be told once it answers.
            await connections.Own.TryAsync(redis => redis.HashIncrementAsync(keys.Uncopied, target.Region.Name, count - copied), cancellationToken);
        }
    }

    private sealed record Conversation(string Key, IReadOnlyCollection<PendingEvent> Events, int[] Indexes);
}
