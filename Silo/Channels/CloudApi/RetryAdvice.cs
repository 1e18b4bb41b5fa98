namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Whether a reply may be tried again at once.</summary>
internal enum RetryAdvice
{
    /// <summary>Not here: it arrived, or may have arrived, or would be refused again.</summary>
    No,

    /// <summary>After a short wait that grows.</summary>
    Soon,

    /// <summary>When this user may be written to again; nobody else waits for it.</summary>
    Pair,

    /// <summary>When the business number may send again.</summary>
    Number,

    /// <summary>In a minute: the number is being changed by the channel.</summary>
    Maintenance,
}
