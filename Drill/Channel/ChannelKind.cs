namespace OrleansFailover.Drill.Channel;

/// <summary>Which channel is simulated.</summary>
public enum ChannelKind
{
    /// <summary>The WhatsApp Cloud API.</summary>
    CloudApi,

    /// <summary>WASenderApi: a linked session.</summary>
    Wasender,
}
