using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Simulation.Regions;

/// <summary>On which ways events came in, as only the world knows.</summary>
internal sealed class Ways
{
    private readonly HashSet<MessageId> waited = [];
    private readonly HashSet<MessageId> uncopied = [];
    private readonly HashSet<MessageId> lost = [];

    /// <summary>True when the event was a dead letter or in a spool at some time.</summary>
    public bool Waited(MessageId id) => waited.Contains(id);

    /// <summary>True when a log took the event and no peer was known to have its copy.</summary>
    public bool IsUncopied(MessageId id) => uncopied.Contains(id);

    /// <summary>True when such an event was in a log that was lost.</summary>
    public bool IsLost(MessageId id) => lost.Contains(id);

    public void Waits(MessageId id) => waited.Add(id);

    public void NotCopied(MessageId id) => uncopied.Add(id);

    /// <summary>A log is lost with these events.</summary>
    public void Lose(IEnumerable<MessageId> ids) => lost.UnionWith(ids.Where(uncopied.Contains));
}
