using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing;

/// <summary>Opens sealed pieces, in a region that is home to their zone. Safe for concurrent use.</summary>
public interface IOpener
{
    /// <summary>Opens a piece where it belongs. Never throws but for the token; whatever the bytes are, there is an outcome.</summary>
    /// <param name="context">Where the piece was found. It opens only when that is where it belongs.</param>
    Task<OpenResult> OpenAsync(SealContext context, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken);
}
