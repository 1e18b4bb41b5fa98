using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Regions;

namespace OrleansFailover.Simulation.Channel;

/// <summary>One silo's way to the channel.</summary>
internal sealed class SimulatedSender(Life life, Region region, MessageChannel channel) : IReplySender
{
    public Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<SendResult>();
        channel.Take(life, region, reply, answer => result.TrySetResult(answer));
        return result.Task;
    }
}
