using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Sends once what was sent early and is sent again in its time.</summary>
internal sealed class EarlySender(IReplySender sender) : IReplySender
{
    private readonly Dictionary<string, Task<SendResult>> early = new(StringComparer.Ordinal);

    public void SendEarly(OutboundReply reply)
    {
        if (!early.ContainsKey(reply.ReplyId))
        {
            early[reply.ReplyId] = sender.SendAsync(reply, CancellationToken.None);
        }
    }

    public Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken) =>
        early.TryGetValue(reply.ReplyId, out var result) ? result : sender.SendAsync(reply, cancellationToken);
}
