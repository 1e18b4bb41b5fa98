using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>What a webhook holds.</summary>
internal sealed class ParsedWebhook
{
    /// <summary>With more rejected parts than these the whole webhook is kept once instead: one write, not a thousand.</summary>
    public const int MaxRejectedAlone = 16;

    /// <summary>The events in the order of the body.</summary>
    public List<InboundEvent> Events { get; } = new(1);

    /// <summary>The parts that are no event, up to <see cref="MaxRejectedAlone"/>; null when there are none.</summary>
    public List<RejectedPart>? Rejected { get; private set; }

    /// <summary>True when there are more rejected parts than <see cref="Rejected"/> holds.</summary>
    public bool RejectedMore { get; private set; }

    /// <summary>Why nothing of the body could be read; null when it could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>True while a rejected part is worth being written out alone.</summary>
    public bool KeepsMore => Rejected is not { Count: >= MaxRejectedAlone };

    public void Reject(string reason, byte[]? webhook)
    {
        if (webhook is null)
        {
            RejectedMore = true;
            return;
        }

        (Rejected ??= []).Add(new(reason, webhook));
    }
}
