using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>What a webhook holds.</summary>
internal sealed class ParsedWebhook
{
    /// <summary>With more rejected parts than these the whole webhook is kept once instead: one write, not a thousand.</summary>
    public const int MaxRejectedAlone = 16;

    /// <summary>
    /// Past so many bytes of rejected parts the whole webhook is kept instead too: each part takes with it what is needed to read it, and so
    /// a few parts of one large webhook could be many times as large.
    /// </summary>
    public const int MaxRejectedBytes = 512 * 1024;

    /// <summary>The most codes of channel errors that are told of one webhook.</summary>
    public const int MaxChannelErrors = 16;

    private int rejectedBytes;

    /// <summary>The events in the order of the body.</summary>
    public List<InboundEvent> Events { get; } = new(1);

    /// <summary>The parts that are no event, up to <see cref="MaxRejectedAlone"/>; null when there are none.</summary>
    public List<RejectedPart>? Rejected { get; private set; }

    /// <summary>True when there are more rejected parts than <see cref="Rejected"/> holds.</summary>
    public bool RejectedMore { get; private set; }

    /// <summary>True for a body that a gateway wrote in the place of one that must not be readable (<see cref="Restricted.SealedBody"/>).</summary>
    public bool IsSealed { get; init; }

    /// <summary>Why nothing of the body could be read; null when it could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>True while a rejected part is worth being written out alone.</summary>
    public bool KeepsMore => rejectedBytes < MaxRejectedBytes && Rejected is not { Count: >= MaxRejectedAlone };

    /// <summary>The codes of the errors that the channel tells of its business numbers, up to <see cref="MaxChannelErrors"/>; null when there are none.</summary>
    public List<long>? ChannelErrors { get; private set; }

    /// <summary>Notes the codes of a value's errors; 0 for one without.</summary>
    public void NoteChannelError(JsonElement errors)
    {
        ChannelErrors ??= [];
        if (errors.ValueKind != JsonValueKind.Array)
        {
            ChannelErrors.Add(0);
            return;
        }

        foreach (var error in errors.EnumerateArray())
        {
            if (ChannelErrors.Count >= MaxChannelErrors)
            {
                return;
            }

            ChannelErrors.Add(error.TryWholeNumber("code"u8, out var code) ? code : 0);
        }
    }

    public void Reject(string reason, byte[]? webhook)
    {
        if (webhook is null)
        {
            RejectedMore = true;
            return;
        }

        rejectedBytes += webhook.Length;
        (Rejected ??= []).Add(new(reason, webhook));
    }
}
