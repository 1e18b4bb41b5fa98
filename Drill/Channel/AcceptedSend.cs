namespace OrleansFailover.Drill.Channel;

/// <summary>A send that the channel accepted.</summary>
/// <param name="At">When, from the start of the run.</param>
/// <param name="ChannelMessageId">The id the channel gave it.</param>
/// <param name="ReplyId">The sender's own id (<c>biz_opaque_callback_data</c>), or empty.</param>
/// <param name="Region">The region named in the User-Agent, or <c>unknown</c>.</param>
/// <param name="User">The number of the customer it goes to.</param>
/// <param name="Recipient">What it was addressed to: the number, or the business-scoped id.</param>
/// <param name="Quotes">The message it quotes (<c>context.message_id</c>), or null.</param>
/// <param name="Content">What it shows.</param>
public sealed record AcceptedSend(
    TimeSpan At, string ChannelMessageId, string ReplyId, string Region, string User, Recipient Recipient, string? Quotes, SendContent Content);
