using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Replies;

/// <summary>What to do about a reply that may have reached the channel or not.</summary>
internal enum DoubtStep
{
    /// <summary>Nothing any more: it is settled.</summary>
    Settled,

    /// <summary>Wait for a delivery status, for the claim, or for the owner.</summary>
    Wait,

    /// <summary>Leave it to the region that owns it and lives.</summary>
    Leave,

    /// <summary>Do not send it: a newer reply says what it would say.</summary>
    Supersede,

    /// <summary>Send it (again), and count that.</summary>
    Send,
}

/// <summary>Settles doubt: first by a delivery status, after a bound by sending, and only if no newer word has overtaken the reply.</summary>
internal static class DoubtPolicy
{
    /// <param name="reply">The reply as the joined state has it.</param>
    /// <param name="claim">Who may act for the message it answers.</param>
    /// <param name="isOvertaken">True when a newer reply says what it would say (<see cref="Overtaking"/>).</param>
    /// <param name="age">How long it has been in doubt here.</param>
    /// <param name="bound">After how long it is sent.</param>
    public static DoubtStep Decide(ReplyRecord reply, ClaimOutcome claim, bool isOvertaken, TimeSpan age, TimeSpan bound) =>
        !reply.IsOpen() ? DoubtStep.Settled
        : claim == ClaimOutcome.Theirs ? DoubtStep.Leave
        : claim == ClaimOutcome.Undecided ? DoubtStep.Wait
        : isOvertaken ? DoubtStep.Supersede
        : age < bound ? DoubtStep.Wait
        : DoubtStep.Send;
}
