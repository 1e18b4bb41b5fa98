using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Simulation.Regions;

/// <summary>On which ways events came in, as only the world knows.</summary>
internal sealed class Ways
{
    private readonly HashSet<MessageId> waited = [];
    private readonly HashSet<MessageId> uncopied = [];

    /// <summary>True when the event was a dead letter or in a spool at some time.</summary>
    public bool Waited(MessageId id) => waited.Contains(id);

    /// <summary>True when a log took the event and no peer was known to have its copy.</summary>
    public bool Uncopied(MessageId id) => uncopied.Contains(id);

    public void Waits(MessageId id) => waited.Add(id);

    public void IsUncopied(MessageId id) => uncopied.Add(id);
}
