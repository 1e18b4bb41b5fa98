using System.Collections.Concurrent;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>The notes of one region, in memory.</summary>
internal sealed class FakeRegionNotes : IRegionNotes
{
    public ConcurrentDictionary<string, string> Notes { get; } = new();

    public bool Answers { get; set; } = true;

    public ValueTask<bool> WriteAsync(string name, string text, TimeSpan expiry, CancellationToken cancellationToken)
    {
        if (Answers)
        {
            Notes[name] = text;
        }

        return ValueTask.FromResult(Answers);
    }

    public ValueTask<RegionNote> ReadAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Answers ? new RegionNote(true, Notes.GetValueOrDefault(name)) : default);
}
