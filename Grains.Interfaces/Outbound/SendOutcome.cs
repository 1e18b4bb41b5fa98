namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>The classes of an attempt to send.</summary>
public enum SendOutcome
{
    /// <summary>The channel took the reply and gave it an id.</summary>
    Accepted,

    /// <summary>The channel refused the reply for good; sending it again would be refused again.</summary>
    Rejected,

    /// <summary>The reply certainly did not reach the channel; it may be sent again.</summary>
    NotSent,

    /// <summary>The reply may have reached the channel: a timeout or a server error. Settled by the delivery status that echoes the reply id.</summary>
    Unknown,

    /// <summary>
    /// Not taken, because the user's last message is too long ago for a reply in this form: a template may still be sent. Known before anything was
    /// sent, or said by the channel.
    /// </summary>
    OutsideWindow,
}
