namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>What a medium is. The numbers are part of the stored form.</summary>
public enum OutboundMediaKind
{
    Image = 0,
    Video = 1,
    Document = 2,

    /// <summary>Has no caption.</summary>
    Audio = 3,

    /// <summary>Has no caption.</summary>
    Sticker = 4,
}
