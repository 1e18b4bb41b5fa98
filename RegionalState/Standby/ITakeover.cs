namespace OrleansFailover.RegionalState.Standby;

/// <summary>Wakes a conversation so that it takes a turn on its pending events.</summary>
public interface ITakeover
{
    /// <param name="key">The grain key.</param>
    /// <param name="cancellationToken">Cancelled after the takeover bound; the conversation stays pending and is woken again.</param>
    Task TakeOverAsync(string key, CancellationToken cancellationToken);
}
