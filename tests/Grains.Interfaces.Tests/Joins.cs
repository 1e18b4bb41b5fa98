using CsCheck;

namespace OrleansFailover.Grains.Interfaces.Tests;

/// <summary>The laws of a join-semilattice, for any type with a join.</summary>
internal static class Joins
{
    private const long Samples = 3_000;

    public static void CheckCommutative<T>(Gen<T> gen, Func<T, T, T> join) =>
        Gen.Select(gen, gen).Sample((a, b) => Same(join(a, b), join(b, a)), iter: Samples);

    public static void CheckAssociative<T>(Gen<T> gen, Func<T, T, T> join) =>
        Gen.Select(gen, gen, gen).Sample((a, b, c) => Same(join(join(a, b), c), join(a, join(b, c))), iter: Samples);

    public static void CheckIdempotent<T>(Gen<T> gen, Func<T, T, T> join) =>
        gen.Sample(a => Same(join(a, a), a), iter: Samples);

    /// <summary>What is below stays below when both sides learn the same: a ≤ b means that a adds nothing to b.</summary>
    public static void CheckMonotone<T>(Gen<T> gen, Func<T, T, T> join) =>
        Gen.Select(gen, gen, gen).Sample(
            (a, b, c) =>
            {
                var above = join(a, b);
                return Same(join(a, above), above) && Same(join(join(a, c), join(above, c)), join(above, c));
            },
            iter: Samples);

    public static void CheckAll<T>(Gen<T> gen, Func<T, T, T> join)
    {
        CheckCommutative(gen, join);
        CheckAssociative(gen, join);
        CheckIdempotent(gen, join);
        CheckMonotone(gen, join);
    }

    private static bool Same<T>(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);
}
