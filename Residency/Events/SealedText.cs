using System.Buffers.Text;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Sealing;

namespace OrleansFailover.Residency.Events;

/// <summary>What events and contents have in common: pieces in base64url, and what an outcome means for who waits for it.</summary>
internal static class SealedText
{
    /// <summary>The bytes of a piece; null for text that is none.</summary>
    public static byte[]? Decode(string piece)
    {
        try
        {
            return Base64Url.DecodeFromChars(piece);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What it means that a piece was not opened, or that what was in it could not be read.</summary>
    public static EventOpening OpeningOf(OpenOutcome outcome) => outcome switch
    {
        OpenOutcome.OtherZone => EventOpening.NotHome,
        OpenOutcome.KeyUnavailable or OpenOutcome.UnknownKey or OpenOutcome.UnknownVersion => EventOpening.Later,
        _ => EventOpening.Never,
    };
}
