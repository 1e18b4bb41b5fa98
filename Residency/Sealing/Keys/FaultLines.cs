using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Diagnostics;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>Tells of keys that cannot be used, once a second and key.</summary>
internal sealed class FaultLines(ILogger<FaultLines> logger, TimeProvider time)
{
    private readonly LineLimit limit = new(LineLimit.PerSecond, time);

    public void Unusable(ZoneKey key, string reason)
    {
        if (limit.TryPass(key.Id.ToString()) is { } line)
        {
            logger.KeyUnusable(key.Id, key.Zone, reason, line.Suppressed);
        }
    }

    public void Mismatch(ZoneKey key, Uri address)
    {
        if (limit.TryPass($"{key.Id} mismatch") is not null)
        {
            logger.KeyMismatch(address, key.Id, key.Zone);
        }
    }
}
