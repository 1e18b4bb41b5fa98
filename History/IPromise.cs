namespace OrleansFailover.History;

/// <summary>One promise, decided from the history of a conversation alone.</summary>
public interface IPromise
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>One verdict for each thing that the promise speaks of: null when it was held, else how it was broken.</summary>
    IEnumerable<Breach?> Check(ConversationHistory history);
}
