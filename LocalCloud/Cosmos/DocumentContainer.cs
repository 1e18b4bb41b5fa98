using System.Text;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>The documents of one container in this region, and how far it has followed each region. Safe for concurrent use.</summary>
internal sealed class DocumentContainer
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DocumentKey, DocumentVersion> _documents = [];
    private readonly Topology _topology;
    private readonly RegionClock _clock;
    private readonly IReplicationLog _replication;
    private readonly RegionProgress _floors;
    private readonly byte[] _resourceIdBytes;
    private readonly long[] _progress;

    public DocumentContainer(
        ContainerDefinition definition, Topology topology, RegionClock clock, RegionProgress floors, IReplicationLog replication)
    {
        Definition = definition;
        _topology = topology;
        _clock = clock;
        _floors = floors;
        _replication = replication;
        _resourceIdBytes = ResourceIds.ContainerBytes(definition.Database, definition.Name);
        ResourceId = ResourceIds.Container(definition.Database, definition.Name);
        DatabaseResourceId = ResourceIds.Database(definition.Database);
        _progress = new long[topology.Count];

        // Numbers of a container that was deleted and created again go on from the clock, so that no session token can confuse the two.
        _progress[topology.Self] = Math.Max(floors[topology.Self], clock.Microseconds());
    }

    public ContainerDefinition Definition { get; }

    public string ResourceId { get; }

    public string DatabaseResourceId { get; }

    public DocumentVersion? Read(DocumentKey key, out string sessionToken)
    {
        lock (_gate)
        {
            sessionToken = CurrentToken();
            return _documents.TryGetValue(key, out var version) && version.IsVisible(_clock.Seconds()) ? version : null;
        }
    }

    public List<DocumentVersion> ReadPartition(string? partitionKey, bool withTombstones, out string sessionToken)
    {
        lock (_gate)
        {
            sessionToken = CurrentToken();
            var now = _clock.Seconds();
            return
            [
                .. _documents.Values.Where(version =>
                    (partitionKey is null || version.Key.PartitionKey == partitionKey) && (withTombstones || version.IsVisible(now))),
            ];
        }
    }

    /// <summary>Whether everything that the token has seen is here.</summary>
    public bool HasSeen(ReadOnlySpan<long> required)
    {
        lock (_gate)
        {
            for (var region = 0; region < required.Length; region++)
            {
                if (required[region] > Math.Max(_progress[region], _floors[region]))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public DocumentWriteResult Write(DocumentWriteKind kind, DocumentKey key, DocumentBody? body, string? ifMatch)
    {
        lock (_gate)
        {
            var now = _clock.Seconds();
            var before = _documents.GetValueOrDefault(key);
            var current = before is not null && before.IsVisible(now) ? before : null;
            if (Refusal(kind, current, ifMatch) is { } refusal)
            {
                return new DocumentWriteResult(refusal, current, CurrentToken());
            }

            var version = NewVersion(key, body, before, current, now);
            _documents[key] = version;
            _replication.Append(this, version, isResolution: false);
            var outcome = kind == DocumentWriteKind.Delete ? DocumentWriteOutcome.Deleted
                : current is null ? DocumentWriteOutcome.Created
                : DocumentWriteOutcome.Replaced;
            return new DocumentWriteResult(outcome, version, CurrentToken());
        }
    }

    /// <summary>Takes in a version that another region sent.</summary>
    /// <param name="incoming">The version.</param>
    /// <param name="isResolution">Whether it is the hub's verdict on a conflict, not a write.</param>
    public ReplicationOutcome Apply(DocumentVersion incoming, bool isResolution)
    {
        lock (_gate)
        {
            if (!isResolution)
            {
                _progress[incoming.Origin] = Math.Max(_progress[incoming.Origin], incoming.OriginSequence);
            }

            if (!_documents.TryGetValue(incoming.Key, out var local))
            {
                _documents[incoming.Key] = incoming;
                return ReplicationOutcome.Applied;
            }

            switch (VersionVector.Compare(incoming.Vector, local.Vector))
            {
                case VectorOrder.Dominates:
                    _documents[incoming.Key] = incoming;
                    return ReplicationOutcome.Applied;
                case VectorOrder.Equal when isResolution && !incoming.IsSameWriteAs(local):
                    _documents[incoming.Key] = incoming;
                    return local.Origin == _topology.Self ? ReplicationOutcome.ConflictRolledBack : ReplicationOutcome.ConflictReplaced;
                case VectorOrder.Concurrent:
                    return Resolve(local, incoming);
                default:
                    return ReplicationOutcome.Stale;
            }
        }
    }

    /// <summary>Takes over how far a peer had followed the regions, with the documents it sent.</summary>
    public void Advance(ReadOnlySpan<long> progress)
    {
        lock (_gate)
        {
            for (var region = 0; region < progress.Length; region++)
            {
                if (region != _topology.Self)
                {
                    _progress[region] = Math.Max(_progress[region], progress[region]);
                }
            }
        }
    }

    public List<DocumentVersion> Snapshot(out long[] progress)
    {
        lock (_gate)
        {
            progress = (long[])_progress.Clone();
            return [.. _documents.Values];
        }
    }

    private static DocumentWriteOutcome? Refusal(DocumentWriteKind kind, DocumentVersion? current, string? ifMatch)
    {
        if (current is null)
        {
            // An upsert of a document that is not there creates it, whatever its If-Match says: so does the service.
            return kind is DocumentWriteKind.Create or DocumentWriteKind.Upsert ? null : DocumentWriteOutcome.NotFound;
        }

        if (kind == DocumentWriteKind.Create)
        {
            return DocumentWriteOutcome.AlreadyExists;
        }

        return ifMatch is null or "*" || ifMatch == current.Etag ? null : DocumentWriteOutcome.PreconditionFailed;
    }

    private DocumentVersion NewVersion(DocumentKey key, DocumentBody? body, DocumentVersion? before, DocumentVersion? current, long now)
    {
        var sequence = ++_progress[_topology.Self];
        var vector = before is null ? new long[_topology.Count] : (long[])before.Vector.Clone();
        vector[_topology.Self] = sequence;
        var resourceId = current?.ResourceId ?? ResourceIds.Document(_resourceIdBytes, _topology.Self, sequence);

        // A successor is never older than what it follows, also where another region's clock ran ahead.
        var timestamp = Math.Max(now, before?.Timestamp ?? 0);
        var etag = $"\"{sequence >> 32:x8}-{(sequence >> 16) & 0xffff:x4}-{sequence & 0xffff:x4}-{_topology.Self:x4}-{timestamp:x12}\"";
        return new DocumentVersion
        {
            Key = key,
            Body = body?.With(SystemProperties(resourceId, etag, timestamp)),
            Etag = etag,
            ResourceId = resourceId,
            Timestamp = timestamp,
            ExpiresAt = ExpiresAt(body, timestamp),
            Origin = _topology.Self,
            OriginSequence = sequence,
            Vector = vector,
        };
    }

    private byte[] SystemProperties(string resourceId, string etag, long timestamp) => Encoding.ASCII.GetBytes(
        $"\"_rid\":\"{resourceId}\",\"_self\":\"dbs/{DatabaseResourceId}/colls/{ResourceId}/docs/{resourceId}/\",\"_etag\":\"\\\"{etag.AsSpan()[1..^1]}\\\"\",\"_attachments\":\"attachments/\",\"_ts\":{timestamp}");

    private long ExpiresAt(DocumentBody? body, long timestamp)
    {
        if (body is null || Definition.DefaultTimeToLive is not { } seconds)
        {
            return 0;
        }

        seconds = body.TimeToLive ?? seconds;
        return seconds > 0 ? timestamp + seconds : 0;
    }

    private ReplicationOutcome Resolve(DocumentVersion local, DocumentVersion incoming)
    {
        var vector = VersionVector.Merge(local.Vector, incoming.Vector);
        var localWins = ConflictPolicy.FirstWins(local, incoming);
        var winner = (localWins ? local : incoming) with { Vector = vector };
        _documents[winner.Key] = winner;
        if (local.IsSameWriteAs(incoming) || (local.IsTombstone && incoming.IsTombstone))
        {
            return ReplicationOutcome.Applied;
        }

        if (_topology.SelfIsHub)
        {
            _replication.Append(this, winner, isResolution: true);
        }

        return localWins ? ReplicationOutcome.ConflictKept
            : local.Origin == _topology.Self ? ReplicationOutcome.ConflictRolledBack
            : ReplicationOutcome.ConflictReplaced;
    }

    private string CurrentToken()
    {
        Span<long> seen = stackalloc long[_progress.Length];
        for (var region = 0; region < seen.Length; region++)
        {
            seen[region] = Math.Max(_progress[region], _floors[region]);
        }

        return SessionToken.Format(seen);
    }
}
