using System.Globalization;

namespace OrleansFailover.Load.Processes;

/// <summary>What a processor has done since the system's start, in ticks.</summary>
internal readonly record struct ProcessorUse(long Busy, long All)
{
    /// <summary>The use of a processor so far.</summary>
    /// <param name="processor">Its number, as taskset knows it.</param>
    public static ProcessorUse Of(string processor)
    {
        // cpu1 user nice system idle iowait irq softirq steal …
        var name = $"cpu{processor} ";
        var line = File.ReadLines("/proc/stat").First(line => line.StartsWith(name, StringComparison.Ordinal));
        var ticks = line[name.Length..].Split(' ').Take(8).Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new(ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    /// <summary>The share of the time since then in which it was busy, 0 to 1.</summary>
    public double ShareSince(ProcessorUse before) => All == before.All ? 0 : (double)(Busy - before.Busy) / (All - before.All);
}
