namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>What came of reading a body.</summary>
internal enum BodyOutcome
{
    Read,

    /// <summary>It has more bytes than are allowed: 413.</summary>
    TooLarge,

    /// <summary>It did not come in time: 408.</summary>
    TooSlow,

    /// <summary>The bodies in work leave no room for it: 503.</summary>
    NoRoom,
}
