using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Events;

/// <summary>
/// Seals what a webhook holds beside events: nothing says whose it is, and it can hold anything that a restricted sender said. Opens it at home. Safe for concurrent use.
/// </summary>
public sealed class PartSeals(ResidentEvents residents, ISealer sealer, IOpener opener)
{
    private const int MaxPieceBytes = 512 * 1024;

    // A whole webhook has some three megabytes.
    private const int MaxPieces = 64;

    /// <summary>The part as it may be kept in a region; null where it may be readable there.</summary>
    /// <param name="businessNumberIds">The business numbers that it is of; null where they cannot be read.</param>
    /// <param name="here">The region that keeps it.</param>
    /// <param name="content">Its bytes.</param>
    public byte[]? Seal(IReadOnlyCollection<string>? businessNumberIds, RegionId here, ReadOnlySpan<byte> content)
    {
        if (residents.ZoneOfUnknownSenders(businessNumberIds, here) is not { } zone)
        {
            return null;
        }

        var id = Guid.NewGuid().ToString("N");
        var count = Math.Max(1, (content.Length + MaxPieceBytes - 1) / MaxPieceBytes);
        var pieces = new string[count];
        for (var i = 0; i < count; i++)
        {
            var start = i * MaxPieceBytes;
            pieces[i] = Base64Url.EncodeToString(sealer.Seal(ContextOf(zone, id, i, count), content[start..Math.Min(start + MaxPieceBytes, content.Length)]));
        }

        return JsonSerializer.SerializeToUtf8Bytes(new SealedPartBody { Part = new(id, zone, pieces) }, SealedPartJsonContext.Default.SealedPartBody);
    }

    /// <summary>What is in a sealed part; with an outcome that is not <see cref="OpenOutcome.Opened"/> nothing.</summary>
    public async Task<(OpenOutcome Outcome, ReadOnlyMemory<byte> Content)> OpenAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (Read(body.Span) is not { } part || part.Pieces.Count is 0 or > MaxPieces)
        {
            return (OpenOutcome.Malformed, default);
        }

        using var content = new MemoryStream();
        for (var i = 0; i < part.Pieces.Count; i++)
        {
            if (SealedText.Decode(part.Pieces[i]) is not { } bytes || TryContextOf(part, i) is not { } context)
            {
                return (OpenOutcome.Malformed, default);
            }

            using var result = await opener.OpenAsync(context, bytes, cancellationToken);
            if (result.Outcome is not OpenOutcome.Opened)
            {
                return (result.Outcome, default);
            }

            content.Write(result.Content);
        }

        return (OpenOutcome.Opened, content.ToArray());
    }

    private static SealedPart? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SealedPartJsonContext.Default.SealedPartBody)?.Part;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SealContext? TryContextOf(SealedPart part, int place)
    {
        try
        {
            return ContextOf(part.Zone, part.Id, place, part.Pieces.Count);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Of no conversation, so that no key of one and no "forget" is about it.
    private static SealContext ContextOf(string zone, string id, int place, int count) => SealContext.Of(
        zone, ConversationId.Create("webhook", "part", id), new MessageId(id), string.Create(CultureInfo.InvariantCulture, $"part:{place}/{count}"));
}
