namespace OrleansFailover.RegionalState.Documents;

/// <summary>A document was written under a schema version that this build does not know. It is neither read nor overwritten.</summary>
public sealed class NewerSchemaException(string message) : InvalidOperationException(message);
