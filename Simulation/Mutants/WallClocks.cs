using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;
using Silo = OrleansFailover.Simulation.Regions.Silo;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Remembers at which wall clock each write was made, for a join that goes by it.</summary>
internal static class WallClocks
{
    public static void Note(IServiceProvider services, VersionStamp? head)
    {
        if (head is { } write)
        {
            ((Silo)services.GetRequiredService<ITakeover>()).World.WrittenAt[write] = services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        }
    }

    public static long Of(IServiceProvider services, VersionStamp? head) =>
        head is { } write ? ((Silo)services.GetRequiredService<ITakeover>()).World.WrittenAt.GetValueOrDefault(write) : 0;
}
