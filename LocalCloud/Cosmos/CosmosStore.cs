using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Databases and containers of the account as this region knows them. Safe for concurrent use.</summary>
internal sealed class CosmosStore(Topology topology, RegionClock clock, RegionProgress floors, IReplicationLog replication)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Database, string Container), MetadataRecord> _catalogue = [];
    private readonly ConcurrentDictionary<(string Database, string Container), DocumentContainer> _containers = new();
    private long _version;

    /// <summary>Rises with every change of a database or container.</summary>
    public long CatalogueVersion => Interlocked.Read(ref _version);

    public IReadOnlyList<MetadataRecord> Catalogue()
    {
        lock (_gate)
        {
            return [.. _catalogue.Values];
        }
    }

    public IReadOnlyList<DocumentContainer> Containers() => [.. _containers.Values];

    public IReadOnlyList<MetadataRecord> Databases()
    {
        lock (_gate)
        {
            return [.. _catalogue.Values.Where(record => record is { IsDatabase: true, Deleted: false })];
        }
    }

    public IReadOnlyList<MetadataRecord> ContainersOf(string database)
    {
        lock (_gate)
        {
            return [.. _catalogue.Values.Where(record => record is { IsDatabase: false, Deleted: false } && record.Database == database)];
        }
    }

    /// <summary>Finds a living database by its name or resource id.</summary>
    public MetadataRecord? FindDatabase(string nameOrResourceId)
    {
        lock (_gate)
        {
            return Living(nameOrResourceId, "")
                ?? _catalogue.Values.FirstOrDefault(record =>
                    record is { IsDatabase: true, Deleted: false } && ResourceIds.Database(record.Database) == nameOrResourceId);
        }
    }

    /// <summary>Finds a living container by the names or resource ids of its database and itself.</summary>
    public DocumentContainer? FindContainer(string database, string container)
    {
        if (_containers.TryGetValue((database, container), out var found))
        {
            return found;
        }

        foreach (var candidate in _containers.Values)
        {
            if (candidate.ResourceId == container && (candidate.DatabaseResourceId == database || candidate.Definition.Database == database))
            {
                return candidate;
            }
        }

        return null;
    }

    public MetadataRecord? FindContainerRecord(DocumentContainer container)
    {
        lock (_gate)
        {
            return Living(container.Definition.Database, container.Definition.Name);
        }
    }

    /// <summary>Tells the epoch of a container's name, also of a deleted one; null when the name was never used.</summary>
    public long? EpochOf(string database, string container)
    {
        lock (_gate)
        {
            return _catalogue.TryGetValue((database, container), out var record)
                ? record.Deleted ? record.Epoch + 1 : record.Epoch
                : null;
        }
    }

    /// <summary>Creates a database (empty <paramref name="container"/>) or container.</summary>
    /// <returns>Null when it exists already.</returns>
    public MetadataRecord? Create(string database, string container, JsonObject resource)
    {
        lock (_gate)
        {
            var before = _catalogue.GetValueOrDefault((database, container));
            if (before is { Deleted: false })
            {
                return null;
            }

            var version = clock.Microseconds();
            resource["_etag"] = $"\"{version >> 32:x8}-{(version >> 16) & 0xffff:x4}-{version & 0xffff:x4}-{topology.Self:x4}-000000000000\"";
            resource["_ts"] = clock.Seconds();
            var record = new MetadataRecord(
                database, container, before is null ? 0 : before.Epoch + 1, Deleted: false, version, resource.ToJsonString());
            Put(record);
            return record;
        }
    }

    /// <summary>Deletes a container, or a database with its containers.</summary>
    public void Delete(string database, string container)
    {
        lock (_gate)
        {
            foreach (var record in _catalogue.Values.ToList())
            {
                if (record.Database == database && !record.Deleted && (container.Length == 0 || record.Container == container))
                {
                    Put(record with { Deleted = true, Version = clock.Microseconds(), Json = "" });
                }
            }
        }
    }

    /// <summary>Takes in what another region knows.</summary>
    public void Merge(IEnumerable<MetadataRecord> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (!_catalogue.TryGetValue((record.Database, record.Container), out var known) || record.Supersedes(known))
                {
                    Put(record);
                }
            }
        }
    }

    private MetadataRecord? Living(string database, string container) =>
        _catalogue.TryGetValue((database, container), out var record) && !record.Deleted ? record : null;

    private void Put(MetadataRecord record)
    {
        var key = (record.Database, record.Container);
        _catalogue[key] = record;
        Interlocked.Increment(ref _version);
        if (record.IsDatabase)
        {
            return;
        }

        if (record.Deleted)
        {
            _containers.TryRemove(key, out _);
        }
        else if (!_containers.TryGetValue(key, out var container) || container.Definition.Epoch != record.Epoch)
        {
            _containers[key] = new DocumentContainer(Define(record), topology, clock, floors, replication);
        }
    }

    private static ContainerDefinition Define(MetadataRecord record)
    {
        var json = JsonNode.Parse(record.Json)!;
        var path = json["partitionKey"]!["paths"]![0]!.GetValue<string>();
        return new ContainerDefinition(
            record.Database,
            record.Container,
            record.Epoch,
            path.Split('/', StringSplitOptions.RemoveEmptyEntries),
            json["defaultTtl"] is { } ttl && int.TryParse(ttl.ToString(), CultureInfo.InvariantCulture, out var seconds) ? seconds : null);
    }
}
