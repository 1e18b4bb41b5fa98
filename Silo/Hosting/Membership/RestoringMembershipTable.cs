using Orleans.Clustering.Redis;

namespace OrleansFailover.Silo.Hosting.Membership;

/// <summary>
/// A membership table that outlives its store. When the store comes back empty, or as it was some time ago, the silos still know who belongs to
/// the cluster: the first that reads the table writes its rows again, above the version that was lost, so that every silo takes it for news.
/// Without it the silos would run on with a table that nobody can join, and that no silo can leave.
/// </summary>
/// <param name="inner">The table of the clustering provider.</param>
/// <param name="self">This silo.</param>
internal sealed class RestoringMembershipTable(
    IMembershipTable inner, ILocalSiloDetails self, TimeProvider time, ILogger<RestoringMembershipTable> logger) : IMembershipTable, IAsyncDisposable
{
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _gate = new();
    private KnownMembers _known = KnownMembers.None;

    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken) =>
        inner.InitializeMembershipTableAsync(tryInitTableVersion, cancellationToken);

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken)
    {
        Learn(_ => KnownMembers.None);
        return inner.DeleteMembershipTableEntriesAsync(clusterId, cancellationToken);
    }

    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken) =>
        inner.CleanupDefunctSiloEntriesAsync(beforeDate, cancellationToken);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken) => inner.ReadRowAsync(key, cancellationToken);

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken)
    {
        var table = await ReadIfThereAsync(cancellationToken);
        if (table is null || Known().IsLostIn(table, self.SiloAddress))
        {
            table = await RestoreAsync(cancellationToken);
        }

        Learn(known => known.Then(table));
        return table;
    }

    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        var row = entry.Clone();
        var written = await inner.InsertRowAsync(entry, tableVersion, cancellationToken);
        Learn(known => written ? known.Then(row, tableVersion.Version) : known);
        return written;
    }

    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        var row = entry.Clone();
        var written = await inner.UpdateRowAsync(entry, etag, tableVersion, cancellationToken);
        Learn(known => written ? known.Then(row, tableVersion.Version) : known);
        return written;
    }

    /// <summary>Fails without the silo's row, and then notices the loss before the next read of the table does.</summary>
    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await inner.UpdateIAmAliveAsync(entry, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && Known().Has(self.SiloAddress))
        {
            await ReadAllAsync(cancellationToken);
            await inner.UpdateIAmAliveAsync(entry, cancellationToken);
        }
    }

    // The older forms of the same calls.
    Task IMembershipTable.InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    Task IMembershipTable.DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    Task IMembershipTable.CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    Task<MembershipTableData> IMembershipTable.ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    Task<MembershipTableData> IMembershipTable.ReadAll() => ReadAllAsync(CancellationToken.None);

    Task<bool> IMembershipTable.InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, CancellationToken.None);

    Task<bool> IMembershipTable.UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    Task IMembershipTable.UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        switch (inner)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    /// <returns>Null when the store answers and holds no table any more.</returns>
    private async Task<MembershipTableData?> ReadIfThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await inner.ReadAllAsync(cancellationToken);
        }
        catch (RedisClusteringException) when (Known().Has(self.SiloAddress))
        {
            return null;
        }
    }

    /// <summary>Writes what is missing, a row and a version at a time, as the table wants it. Other silos may do the same meanwhile.</summary>
    private async Task<MembershipTableData> RestoreAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // The first row needs a version before it.
            await inner.InitializeMembershipTableAsync(true, cancellationToken);
            var written = 0;
            while (true)
            {
                var table = await inner.ReadAllAsync(cancellationToken);
                if (Known().NextToRestore(table, self.SiloAddress) is not { } row)
                {
                    if (written > 0)
                    {
                        logger.MembershipRestored(written, table.Version.Version);
                    }

                    return table;
                }

                // Refused when another silo wrote first: then the table is read again.
                var next = table.Version.Next();
                var done = table.TryGet(row.SiloAddress) is { } there
                    ? await inner.UpdateRowAsync(row.Clone(), there.Item2, next, cancellationToken)
                    : await inner.InsertRowAsync(row.Clone(), next, cancellationToken);
                written += done ? 1 : 0;
                if (!done)
                {
                    await Task.Delay(RefusedPause, time, cancellationToken);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private KnownMembers Known()
    {
        lock (_gate)
        {
            return _known;
        }
    }

    private void Learn(Func<KnownMembers, KnownMembers> change)
    {
        lock (_gate)
        {
            _known = change(_known);
        }
    }
}
