namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>The form of a reply.</summary>
public enum OutboundKind
{
    Text = 0,

    /// <summary>Up to three reply buttons.</summary>
    Buttons = 1,

    /// <summary>A list of up to ten rows.</summary>
    List = 2,

    /// <summary>A request for the user's location.</summary>
    LocationRequest = 3,
}
