namespace OrleansFailover.RegionalState.Documents;

/// <summary>A document was written under a schema version that this build does not know. It is neither read nor overwritten.</summary>
[GenerateSerializer, Alias("newer-schema")]
public sealed class NewerSchemaException : OrleansException
{
    public NewerSchemaException(string message)
        : base(message)
    {
    }
}
