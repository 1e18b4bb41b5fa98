using System.Collections.Concurrent;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>The notes of one region, in memory.</summary>
internal sealed class FakeRegionNotes : IRegionNotes
{
    private int writes;

    public ConcurrentDictionary<string, string> Notes { get; } = new();

    public bool Answers { get; set; } = true;

    public bool Throws { get; set; }

    public int Writes => writes;

    public TimeSpan Expiry { get; private set; }

    public ValueTask<bool> WriteAsync(string name, string text, TimeSpan expiry, CancellationToken cancellationToken)
    {
        if (Answers)
        {
            Interlocked.Increment(ref writes);
            Expiry = expiry;
            Notes[name] = text;
        }

        return ValueTask.FromResult(Answers);
    }

    public ValueTask<RegionNote> ReadAsync(string name, CancellationToken cancellationToken) =>
        Throws ? throw new InvalidOperationException("the notes are broken")
        : ValueTask.FromResult(Answers ? new RegionNote(true, Notes.GetValueOrDefault(name)) : default);
}
