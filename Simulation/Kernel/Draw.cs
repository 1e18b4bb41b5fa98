namespace OrleansFailover.Simulation.Kernel;

/// <summary>A stream of random numbers that is the same for the same seed on every machine and release (SplitMix64).</summary>
internal sealed class Draw(ulong seed)
{
    private ulong state = seed;

    /// <summary>A stream of its own for one concern, so that drawing more in one does not change the others.</summary>
    public static Draw Of(ulong seed, string concern)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in concern)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return new(Mix(seed + 0x9E3779B97F4A7C15UL) ^ hash);
    }

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15UL);

    /// <summary>0 to <paramref name="below"/>, which is left out.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>0 to 1.</summary>
    public double Part() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double chance) => Part() < chance;

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + TimeSpan.FromTicks((long)((most - least).Ticks * Part()));

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
