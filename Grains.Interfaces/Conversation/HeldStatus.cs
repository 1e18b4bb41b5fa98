namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// A delivery status of a message that this state does not know (yet): a status can come before the answer of the call that sent the reply,
/// and to another region than the one that sent it.
/// </summary>
/// <param name="Time">The channel's timestamp of it in milliseconds since 1970.</param>
/// <param name="ChannelMessageId">The channel's id of the message.</param>
/// <param name="ReplyId">Our reply id, where the channel echoed it.</param>
/// <param name="Status">What the channel says.</param>
/// <param name="ErrorCode">The channel's error code of a failed one.</param>
[GenerateSerializer, Immutable, Alias("held-status")]
public sealed record HeldStatus(
    [property: Id(0)] long Time,
    [property: Id(1)] string ChannelMessageId,
    [property: Id(2)] string? ReplyId,
    [property: Id(3)] ReplyStatus Status,
    [property: Id(4)] int? ErrorCode)
{
    /// <summary>What it is held under: each status of a message has its own place.</summary>
    public string Key() => $"{ChannelMessageId}:{Status}";

    public HeldStatus Join(HeldStatus other) => CompareTo(other) >= 0 ? this : other;

    private int CompareTo(HeldStatus other)
    {
        var order = Time.CompareTo(other.Time);
        order = order != 0 ? order : string.CompareOrdinal(ChannelMessageId, other.ChannelMessageId);
        order = order != 0 ? order : string.CompareOrdinal(ReplyId, other.ReplyId);
        order = order != 0 ? order : Status.CompareTo(other.Status);
        return order != 0 ? order : Nullable.Compare(ErrorCode, other.ErrorCode);
    }
}
