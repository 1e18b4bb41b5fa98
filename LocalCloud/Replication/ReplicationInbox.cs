using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Takes in what other regions send, and counts what became of it.</summary>
internal sealed class ReplicationInbox(ReplicationContext context)
{
    /// <returns>False when a container is not known here yet: its definition is on its way, and the sender tries again.</returns>
    public bool TryApply(in ReplicatedDocument document)
    {
        var container = context.Store.FindContainer(document.Database, document.Container);
        if (container is null || container.Definition.Epoch != document.Epoch)
        {
            // Documents of a container that was deleted since are of no use to anybody.
            return context.Store.EpochOf(document.Database, document.Container) is { } epoch && epoch > document.Epoch;
        }

        Count(container.Apply(document.Version, document.IsResolution));
        return true;
    }

    public void Apply(Snapshot snapshot)
    {
        context.Store.Merge(snapshot.Header.Catalogue);
        foreach (var document in snapshot.Documents)
        {
            TryApply(document);
        }

        for (var region = 0; region < snapshot.Header.Floors.Length; region++)
        {
            if (region != context.Topology.Self)
            {
                context.Floors.Raise(region, snapshot.Header.Floors[region]);
            }
        }

        foreach (var progress in snapshot.Header.Progress)
        {
            var container = context.Store.FindContainer(progress.Database, progress.Container);
            if (container is not null && container.Definition.Epoch == progress.Epoch)
            {
                container.Advance(progress.Progress);
            }
        }
    }

    private void Count(ReplicationOutcome outcome)
    {
        var statistics = context.Statistics;
        switch (outcome)
        {
            case ReplicationOutcome.Applied:
                statistics.VersionReceived();
                break;
            case ReplicationOutcome.Stale:
                statistics.VersionStale();
                break;
            case ReplicationOutcome.ConflictRolledBack:
                statistics.ConflictSeen();
                statistics.WriteRolledBack();
                break;
            default:
                statistics.ConflictSeen();
                break;
        }
    }
}
