using System.Collections.Immutable;

namespace OrleansFailover.Silo.Hosting.Membership;

/// <summary>The latest membership that a silo saw or wrote.</summary>
/// <param name="Version">The version of the table. Versions only rise, by one with each row written.</param>
/// <param name="Rows">Its rows; nobody else holds these objects.</param>
internal sealed record KnownMembers(int Version, ImmutableDictionary<SiloAddress, MembershipEntry> Rows)
{
    public static KnownMembers None { get; } = new(0, ImmutableDictionary<SiloAddress, MembershipEntry>.Empty);

    public bool Has(SiloAddress silo) => Rows.ContainsKey(silo);

    /// <summary>What is known after the whole table was read.</summary>
    public KnownMembers Then(MembershipTableData table) => table.Version.Version < Version
        ? this
        : new(table.Version.Version, table.Members.ToImmutableDictionary(row => row.Item1.SiloAddress, row => row.Item1.Clone()));

    /// <summary>What is known after a row was written.</summary>
    public KnownMembers Then(MembershipEntry row, int version) => version < Version ? this : new(version, Rows.SetItem(row.SiloAddress, row));

    /// <summary>Whether a table is not the one that was known: it went back in time, or the silo itself is not in it.</summary>
    public bool IsLostIn(MembershipTableData table, SiloAddress self) => table.Version.Version < Version || IsMissing(table, self);

    /// <summary>The next row to write into such a table; null: it is complete, and above the known version.</summary>
    public MembershipEntry? NextToRestore(MembershipTableData table, SiloAddress self)
    {
        if (IsMissing(table, self))
        {
            return Rows[self];
        }

        // Above it, another silo has restored the table, and what differs is news.
        return table.Version.Version > Version
            ? null
            : Rows.Values.FirstOrDefault(row => IsOutdated(table, row)) ?? Rows.GetValueOrDefault(self) ?? Rows.Values.FirstOrDefault();
    }

    private bool IsMissing(MembershipTableData table, SiloAddress silo) =>
        Rows.TryGetValue(silo, out var row) && row.Status is not SiloStatus.Dead && table.TryGet(silo) is null;

    // The dead are not raised for the record; but a table of the past may count one among the living.
    private static bool IsOutdated(MembershipTableData table, MembershipEntry row) => table.TryGet(row.SiloAddress) is { } there
        ? there.Item1.Status != row.Status
        : row.Status is not SiloStatus.Dead;
}
