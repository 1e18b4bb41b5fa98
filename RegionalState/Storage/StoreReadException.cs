namespace OrleansFailover.RegionalState.Storage;

/// <summary>The store did not answer a read. Whether the state exists is not known; it must not be taken for a new one.</summary>
[GenerateSerializer, Alias("store-read")]
public sealed class StoreReadException : OrleansException
{
    public StoreReadException(string message, Exception? inner = null)
        : base(message, inner!)
    {
    }
}
