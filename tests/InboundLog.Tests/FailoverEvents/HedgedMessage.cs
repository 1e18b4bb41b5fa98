using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.InboundLog.Tests.FailoverEvents;

/// <summary>A failover event that is like every other one but for its message.</summary>
internal static class HedgedMessage
{
    public static FailoverEvent Of(string message) => new()
    {
        Status = FailoverStatus.Hedged,
        Message = new MessageId(message),
        PrimaryRegion = new RegionId("eastus"),
        TargetRegion = new RegionId("westeurope"),
        Latency = TimeSpan.FromMilliseconds(7),
        Time = DateTimeOffset.UnixEpoch,
    };
}
