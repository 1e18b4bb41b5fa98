using System.Text.Json.Serialization;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>A reply of the conversation and how far it has come.</summary>
[GenerateSerializer, Immutable, Alias("reply-record")]
public sealed record ReplyRecord
{
    /// <summary>The message it answers.</summary>
    [Id(0)]
    public required MessageId InReplyTo { get; init; }

    /// <summary>The stamp of that message.</summary>
    [Id(1)]
    public required Stamp Stamp { get; init; }

    /// <summary>0, 1, 2, … among the replies to that message; they are sent in this order.</summary>
    [Id(8)]
    public int Part { get; init; }

    [Id(2)]
    public required ReplyStatus Status { get; init; }

    /// <summary>The region that sent it or is about to.</summary>
    [Id(3)]
    public required RegionId Region { get; init; }

    /// <summary>The question it asks, or null when it asks none.</summary>
    [Id(4)]
    public string? Asks { get; init; }

    /// <summary>What it says. Kept only while it may have to be sent again.</summary>
    [Id(5)]
    public ReplyContent? Content { get; init; }

    /// <summary>The channel's id, once the channel took it.</summary>
    [Id(6)]
    public string? ChannelMessageId { get; init; }

    /// <summary>The channel's error code or our reason, of a failed reply.</summary>
    [Id(7)]
    public string? Failure { get; init; }

    /// <summary>
    /// Why it is kept and not sent, although nothing is in doubt: null while it may be sent. It is never taken back; the reply to the user's next
    /// message says what this one would have said.
    /// </summary>
    [Id(9)]
    public string? Held { get; init; }

    /// <summary>
    /// True when it says only what the script says to anybody, because a region made it that cannot read the conversation: it is kept open, and any region may
    /// send it.
    /// </summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Neutral { get; init; }

    /// <summary>True while it is still to be sent, or nobody knows whether the channel took it.</summary>
    public bool IsOpen() => Held is null && IsUnsent();

    /// <summary>True while nothing says that the channel took it: open, or held.</summary>
    public bool IsUnsent() => Status is ReplyStatus.Pending or ReplyStatus.Sending;

    /// <summary>This reply at a status that is not lower, its content dropped once it cannot be needed again.</summary>
    public ReplyRecord Raise(ReplyStatus status) =>
        status <= Status ? this : this with { Status = status, Content = status >= ReplyStatus.Superseded ? null : Content };

    /// <summary>Field by field, each a maximum in some total order, so that the join does not depend on order or grouping.</summary>
    public ReplyRecord Join(ReplyRecord other)
    {
        var status = Status >= other.Status ? Status : other.Status;
        var byStatus = Status.CompareTo(other.Status);
        var winner = byStatus > 0 || (byStatus == 0 && string.CompareOrdinal(Region.Name, other.Region.Name) >= 0) ? this : other;
        return new ReplyRecord
        {
            InReplyTo = InReplyTo >= other.InReplyTo ? InReplyTo : other.InReplyTo,
            Stamp = Stamp.Max(Stamp, other.Stamp),
            Part = Math.Max(Part, other.Part),
            Status = status,
            Region = winner.Region,
            Asks = MaxOrdinal(Asks, other.Asks),
            Content = status >= ReplyStatus.Superseded ? null : ReplyContent.Max(Content, other.Content),
            ChannelMessageId = MaxOrdinal(ChannelMessageId, other.ChannelMessageId),
            Failure = MaxOrdinal(Failure, other.Failure),
            Held = MaxOrdinal(Held, other.Held),

            // What may be content on one side is content.
            Neutral = Neutral && other.Neutral,
        };
    }

    private static string? MaxOrdinal(string? left, string? right) => string.CompareOrdinal(left, right) >= 0 ? left : right;
}
