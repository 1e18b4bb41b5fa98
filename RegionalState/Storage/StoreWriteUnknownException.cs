namespace OrleansFailover.RegionalState.Storage;

/// <summary>A write was sent and its outcome is not known: it may be stored now, later or never. The state must be read again before the next write.</summary>
[GenerateSerializer, Alias("store-write-unknown")]
public sealed class StoreWriteUnknownException : OrleansException
{
    public StoreWriteUnknownException(string message, Exception? inner = null)
        : base(message, inner!)
    {
    }
}
