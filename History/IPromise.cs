namespace OrleansFailover.History;

/// <summary>One promise, decided from the history of a conversation alone.</summary>
public interface IPromise
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>True when a breach can be seen at once; false when it takes the end of the conversation.</summary>
    bool IsSeenAtOnce { get; }

    /// <summary>One verdict for each thing that the promise speaks of: null when it was held, else how it was broken.</summary>
    IEnumerable<Breach?> Check(ConversationHistory history);
}
