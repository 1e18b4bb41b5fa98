namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// Shares partitions between silos: every silo computes the same from the same members, no silo has over one more than another, and a change of
/// members moves few partitions (rendezvous hashing with a bound on each silo's load).
/// </summary>
internal static class PartitionSharePolicy
{
    /// <param name="silos">A stable hash of each silo, in any order, without duplicates.</param>
    /// <returns>The partitions of silo <paramref name="mine"/>.</returns>
    public static IReadOnlySet<int> Share(IReadOnlyCollection<int> silos, int partitions, int mine)
    {
        var share = new HashSet<int>();
        if (!silos.Contains(mine))
        {
            return share;
        }

        var bound = (partitions + silos.Count - 1) / silos.Count;
        // Only so many silos may have the full bound; the others have one less.
        var full = partitions - ((bound - 1) * silos.Count);
        var load = silos.ToDictionary(static silo => silo, static _ => 0);
        for (var partition = 0; partition < partitions; partition++)
        {
            var owner = silos.Where(HasRoom).MaxBy(silo => (Score(silo, partition), silo));
            load[owner]++;
            if (load[owner] == bound)
            {
                full--;
            }

            if (owner == mine)
            {
                share.Add(partition);
            }
        }

        return share;

        bool HasRoom(int silo) => load[silo] < bound - 1 || (load[silo] < bound && full > 0);
    }

    private static ulong Score(int silo, int partition)
    {
        // The finaliser of SplitMix64: every bit of both inputs reaches every bit of the score.
        var mixed = ((ulong)(uint)silo << 32) | (uint)partition;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
