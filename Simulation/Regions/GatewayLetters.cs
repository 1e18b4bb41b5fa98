using OrleansFailover.DeadLetters;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Regions;

/// <summary>A gateway's way to the dead-letter store.</summary>
internal sealed class GatewayLetters(Life life, Region region, World world) : IDeadLetterStore
{
    public Task<DeadLetterId> StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var item = EnvelopeCodec.Decode(letter.Webhook!.Value.Span);
        var done = new TaskCompletionSource<DeadLetterId>();
        life.Loop.After(world.Network.Latency(region, region), () =>
        {
            if (world.AreLettersUp)
            {
                world.DeadLetters.Keep(region, item, letter.Time);
                done.TrySetResult(DeadLetterId.Of(letter));
            }
            else
            {
                done.TrySetException(new DeadLetterStoreException("The simulated store is out."));
            }
        });
        return done.Task;
    }

    public Task<DeadLetterPage> ListAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken) => throw Unused();

    public Task<StoredDeadLetter?> ReadAsync(string id, CancellationToken cancellationToken) => throw Unused();

    public Task<DeadLetterStatus?> SettleAsync(string id, DeadLetterStatus status, CancellationToken cancellationToken) => throw Unused();

    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken) => throw Unused();

    public Task<int> PurgeAsync(DateTimeOffset settledBefore, CancellationToken cancellationToken) => throw Unused();

    private static NotSupportedException Unused() => new("A gateway only stores letters here.");
}
