namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>
/// The number from which each region's present life counts its writes. Whatever an earlier life had not sent is lost and will never
/// come, so below this number a region counts as followed. Safe for concurrent use.
/// </summary>
internal sealed class RegionProgress(int regions)
{
    private readonly long[] _floors = new long[regions];

    public long this[int region] => Volatile.Read(ref _floors[region]);

    public void Raise(int region, long floor)
    {
        var seen = this[region];
        while (floor > seen)
        {
            var before = Interlocked.CompareExchange(ref _floors[region], floor, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
