namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>The form of a reply. The numbers are part of the stored form.</summary>
public enum OutboundKind
{
    Text = 0,

    /// <summary>Up to three reply buttons.</summary>
    Buttons = 1,

    /// <summary>A list of up to ten rows.</summary>
    List = 2,

    /// <summary>A request for the user's location.</summary>
    LocationRequest = 3,

    /// <summary>A picture, a video, a sound, a document or a sticker; <see cref="OutboundMessage.Media"/> says which.</summary>
    Media = 4,

    /// <summary>A text that the channel approved before: the only form that may be sent a day after the user's last message.</summary>
    Template = 5,

    /// <summary>An emoji on a message of the user; an empty text takes it back.</summary>
    Reaction = 6,
}
