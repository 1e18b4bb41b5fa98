namespace OrleansFailover.History;

/// <summary>A message of a customer and what the channel saw of its delivery.</summary>
/// <param name="Id">The channel's id of the message.</param>
/// <param name="Text">What it says; unique among the answers of a run.</param>
/// <param name="Purpose">What the customer meant with it.</param>
/// <param name="ChannelTime">The whole-second timestamp in the webhook.</param>
/// <param name="FirstDelivered">When its first delivery began, from the start of the run.</param>
/// <param name="Acked">When a delivery was first answered 200, or null.</param>
/// <param name="TakesBack">Of a correction: the id of the message whose answer it takes back.</param>
public sealed record SentMessage(
    string Id,
    string Text,
    MessagePurpose Purpose,
    DateTimeOffset ChannelTime,
    TimeSpan FirstDelivered,
    TimeSpan? Acked,
    string? TakesBack = null)
{
    /// <summary>What its payload showed of the customer's ids, for people who read a report.</summary>
    public string? Shows { get; init; }
}
