namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>A medium to send: something that the channel keeps, or an address it fetches it from. Exactly one of both is set.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="MediaId">The channel's id of it.</param>
/// <param name="Link">Its https address.</param>
/// <param name="FileName">The name under which a document is shown.</param>
[GenerateSerializer, Immutable, Alias("outbound-media")]
public sealed record OutboundMedia(
    [property: Id(0)] OutboundMediaKind Kind, [property: Id(1)] string? MediaId = null, [property: Id(2)] string? Link = null, [property: Id(3)] string? FileName = null)
{
    /// <summary>False for what is shown without a text.</summary>
    public bool TakesCaption => Kind is not (OutboundMediaKind.Audio or OutboundMediaKind.Sticker);
}
