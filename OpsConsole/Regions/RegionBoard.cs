using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Incidents;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Regions;

/// <summary>What is known of the regions now, and the signals that followed. Thread-safe; it tells of each change.</summary>
internal sealed class RegionBoard
{
    private readonly Lock changing = new();
    private readonly SignalLog signals;
    private readonly TimeProvider time;
    private readonly RegionReading[] readings;
    private readonly bool[] wasHealthy;
    private readonly TimeSpan startGrace;
    private readonly long began;

    public RegionBoard(IOptions<ConsoleOptions> options, SignalLog signals, TimeProvider time)
    {
        (this.signals, this.time) = (signals, time);
        var now = time.GetUtcNow();
        began = time.GetTimestamp();
        startGrace = options.Value.StartGrace;
        wasHealthy = new bool[options.Value.Regions.Count];
        readings = [.. options.Value.Regions.Select(region => new RegionReading(region.Name, now, HostReading.None, HostReading.None, null, RegionCondition.Unknown, now))];
    }

    /// <summary>After a change, on the thread that made it.</summary>
    public event Action? Changed;

    public IReadOnlyList<RegionReading> Readings
    {
        get
        {
            lock (changing)
            {
                return [.. readings];
            }
        }
    }

    /// <summary>True while an edge answers.</summary>
    public bool EdgeAnswers { get; private set; }

    public void Saw(string region, HostReading gateway, HostReading silo)
    {
        lock (changing)
        {
            var place = Array.FindIndex(readings, reading => reading.Name == region);
            Put(place, readings[place] with { Gateway = gateway, Silo = silo });
        }

        Changed?.Invoke();
    }

    /// <param name="edge">Null: it does not answer.</param>
    public void SawEdge(EdgeAnswer? edge)
    {
        lock (changing)
        {
            EdgeAnswers = edge?.Regions is not null;
            for (var place = 0; place < readings.Length; place++)
            {
                Put(place, readings[place] with { Edge = edge?.Regions?.FirstOrDefault(region => region.Name == readings[place].Name) });
            }
        }

        Changed?.Invoke();
    }

    private void Put(int place, RegionReading reading)
    {
        var now = time.GetUtcNow();
        var said = RegionConditionPolicy.Decide(reading.Gateway.State, reading.Silo.State, reading.Edge?.State);
        var condition = RegionConditionPolicy.Soften(said, wasHealthy[place], time.GetElapsedTime(began), startGrace);
        wasHealthy[place] |= KindOf(condition) is SignalKind.Up;
        var changed = condition != readings[place].Condition;
        readings[place] = reading with { At = now, Condition = condition, Since = changed ? now : readings[place].Since };
        if (KindOf(condition) is { } kind && (changed || (kind is SignalKind.Up && signals.IsAway(reading.Name))))
        {
            // The edge saw it before the console did.
            var at = kind is SignalKind.Down && reading.Edge is { State: "Unhealthy" or "Suspect" } edge && edge.Since < now ? edge.Since : now;
            signals.Add(new(at, reading.Name, kind));
        }

        // While a region is down, the one that webhooks go to is what it is replaced by; of one that starts that counts if it turns out to be down.
        if (readings.FirstOrDefault(other => other.Edge is { Serving: true, State: "Healthy" or "Unknown" }) is { } serving)
        {
            foreach (var down in readings.Where(other => other.Condition is (RegionCondition.Unhealthy or RegionCondition.Starting) && other.Name != serving.Name))
            {
                signals.AddOnce(new(now, down.Name, SignalKind.ServedElsewhere, serving.Name), down.Since);
            }
        }
    }

    private static SignalKind? KindOf(RegionCondition condition) => condition switch
    {
        RegionCondition.Healthy or RegionCondition.Degraded => SignalKind.Up,
        RegionCondition.Unhealthy => SignalKind.Down,
        _ => null,
    };
}
