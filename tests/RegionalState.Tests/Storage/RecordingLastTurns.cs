using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>Notes what is written and hands out the copies that a test put in.</summary>
internal sealed class RecordingLastTurns : ILastTurns
{
    public List<RegionalDocument> Written { get; } = [];

    public List<RegionalDocument> Copies { get; } = [];

    public ValueTask<IReadOnlyList<RegionalDocument>> ReadAsync(string key, CancellationToken cancellationToken) =>
        new([.. Copies.Where(copy => copy.Key == key)]);

    public ValueTask WriteAsync(RegionalDocument document, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        Written.Add(document);
        return default;
    }
}
