namespace OrleansFailover.RegionalState.Documents;

/// <summary>A state does not fit into a document of the store. Thrown before anything is sent; the stored state is unchanged.</summary>
public sealed class StateTooLargeException(string message) : InvalidOperationException(message);
