namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Which writes of each region a document version has seen; tells a conflict from a successor.</summary>
internal static class VersionVector
{
    public static VectorOrder Compare(long[] left, long[] right)
    {
        var greater = false;
        var less = false;
        for (var index = 0; index < left.Length; index++)
        {
            greater |= left[index] > right[index];
            less |= left[index] < right[index];
        }

        return (greater, less) switch
        {
            (true, true) => VectorOrder.Concurrent,
            (true, false) => VectorOrder.Dominates,
            (false, true) => VectorOrder.Dominated,
            _ => VectorOrder.Equal,
        };
    }

    public static long[] Merge(long[] left, long[] right)
    {
        var merged = new long[left.Length];
        for (var index = 0; index < merged.Length; index++)
        {
            merged[index] = Math.Max(left[index], right[index]);
        }

        return merged;
    }
}
