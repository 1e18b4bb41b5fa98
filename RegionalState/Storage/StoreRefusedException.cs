namespace OrleansFailover.RegionalState.Storage;

/// <summary>The store answered a request with a refusal, so nothing was changed: no right, no such container, too many requests.</summary>
[GenerateSerializer, Alias("store-refused")]
public sealed class StoreRefusedException : OrleansException
{
    public StoreRefusedException(string message, Exception? inner = null)
        : base(message, inner!)
    {
    }
}
