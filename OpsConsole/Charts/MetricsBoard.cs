using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Options;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.OpsConsole.Charts;

/// <summary>What each region measured between two looks, for as many looks as are kept. Thread-safe; it tells of each new one.</summary>
internal sealed class MetricsBoard(IOptions<ConsoleOptions> options, TimeProvider time)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Region> regions = options.Value.Regions.ToDictionary(region => region.Name, _ => new Region());

    /// <summary>After a look, on the thread that looked.</summary>
    public event Action? Changed;

    /// <summary>The samples of a region, oldest first.</summary>
    public IReadOnlyList<RegionSample> Samples(string region)
    {
        lock (changing)
        {
            return [.. regions[region].Samples];
        }
    }

    /// <param name="gateway">What its gateway has measured; null when it does not say.</param>
    /// <param name="silo">What its silo has measured; null when it does not say.</param>
    public void Add(string name, MetricsSnapshot? gateway, MetricsSnapshot? silo)
    {
        lock (changing)
        {
            var region = regions[name];
            region.Samples.Enqueue(SamplePolicy.Of(time.GetUtcNow(), region.Gateway, gateway, region.Silo, silo));
            if (region.Samples.Count > options.Value.LooksKept)
            {
                region.Samples.Dequeue();
            }

            (region.Gateway, region.Silo) = (gateway, silo);
        }

        Changed?.Invoke();
    }

    private sealed class Region
    {
        public Queue<RegionSample> Samples { get; } = new();

        public MetricsSnapshot? Gateway { get; set; }

        public MetricsSnapshot? Silo { get; set; }
    }
}
