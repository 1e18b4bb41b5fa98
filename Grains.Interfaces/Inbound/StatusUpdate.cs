using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>What the channel says about a reply that it took.</summary>
[GenerateSerializer, Immutable, Alias("status-update")]
public sealed record StatusUpdate
{
    /// <summary>The channel's id of the reply.</summary>
    [Id(0)]
    public required string ChannelMessageId { get; init; }

    /// <summary>Our own reply id, which the channel echoes; null for a message that was not sent through here.</summary>
    [Id(1)]
    public string? ReplyId { get; init; }

    /// <summary>One of <see cref="ReplyStatus.Sent"/>, <see cref="ReplyStatus.Delivered"/>, <see cref="ReplyStatus.Read"/>, <see cref="ReplyStatus.Failed"/>.</summary>
    [Id(2)]
    public required ReplyStatus Status { get; init; }

    /// <summary>The channel's error code of a failed reply.</summary>
    [Id(3)]
    public int? ErrorCode { get; init; }

    [Id(4)]
    public string? ErrorTitle { get; init; }
}
