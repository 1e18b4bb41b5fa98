namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>What became of an attempt to send.</summary>
/// <param name="Outcome">The class of the result.</param>
/// <param name="ChannelMessageId">The channel's id of the reply, when it was accepted.</param>
/// <param name="Reason">Why it was not accepted: an error class and code, never message text.</param>
/// <param name="RetryAfter">Of <see cref="SendOutcome.NotSent"/>: for how long it is of no use to try again; null when nothing is known of that.</param>
public sealed record SendResult(SendOutcome Outcome, string? ChannelMessageId = null, string? Reason = null, TimeSpan? RetryAfter = null);
