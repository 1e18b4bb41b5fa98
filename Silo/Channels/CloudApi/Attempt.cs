using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>What became of one request.</summary>
internal readonly record struct Attempt(SendResult Result, RetryAdvice Retry = RetryAdvice.No, bool NeedsAttention = false)
{
    /// <summary>Nothing is wrong with the reply, but somebody has to act before any can be sent.</summary>
    public static Attempt Blocked(string reason) => new(new(SendOutcome.NotSent, Reason: reason), NeedsAttention: true);

    public static Attempt NotSent(string reason, RetryAdvice retry = RetryAdvice.No) => new(new(SendOutcome.NotSent, Reason: reason), retry);

    /// <summary>A template may still go.</summary>
    public static Attempt OutsideWindow(string reason) => new(new(SendOutcome.OutsideWindow, Reason: reason));

    public static Attempt Rejected(string reason) => new(new(SendOutcome.Rejected, Reason: reason));

    public static Attempt Unknown(string reason) => new(new(SendOutcome.Unknown, Reason: reason));

    public static Attempt Accepted(string channelMessageId) => new(new(SendOutcome.Accepted, channelMessageId));

    // Telemetry of the retries prints results, and the channel's message id has the user's phone number inside.
    public override string ToString() => $"{Result.Outcome} {Result.Reason}";
}
