namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Whether a reply may be tried again at once.</summary>
internal enum RetryAdvice
{
    /// <summary>Not here: it arrived, or may have arrived, or would be refused again.</summary>
    No,

    /// <summary>After a short wait that grows.</summary>
    Soon,

    /// <summary>After 1, 4, 16 … s, as the channel asks of senders that write to one user too fast.</summary>
    PairLimit,
}
