using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// Gives this silo its share of the partitions, at once when a silo joins or is declared dead. Two silos read one partition only while they see
/// different members, and until the old reader's last deliveries have ended; what both deliver is delivered twice, in order.
/// </summary>
internal sealed class PartitionBalancer(IServiceProvider services, ILogger<PartitionBalancer> logger) : QueueBalancerBase(services, logger), IStreamQueueBalancer
{
    private readonly Lock gate = new();
    private QueueId[] queues = [];
    private int[] silos = [];

    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        queues = [.. queueMapper.GetAllQueues()];
        return base.Initialize(queueMapper);
    }

    public override IEnumerable<QueueId> GetMyQueues()
    {
        int[] members;
        lock (gate)
        {
            members = silos;
        }

        var share = PartitionSharePolicy.Share(members, queues.Length, SiloAddress.GetConsistentHashCode());
        return [.. queues.Where(queue => share.Contains(PartitionMapper.PartitionOf(queue)))];
    }

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        lock (gate)
        {
            silos = [.. activeSilos.Select(static silo => silo.GetConsistentHashCode()).Distinct()];
        }

        NotifyListeners().Ignore();
    }
}
