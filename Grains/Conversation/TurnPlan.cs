using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Conversation;

/// <summary>What a turn does with each of its events.</summary>
/// <param name="Apply">To be applied now, in this order.</param>
/// <param name="Seen">Applied before; only their replies may still be open.</param>
/// <param name="Left">Left to another living region.</param>
/// <param name="Wait">True when events remain that have to wait for another region or for the claim.</param>
internal sealed record TurnPlan(
    IReadOnlyList<InboundEvent> Apply, IReadOnlyList<InboundEvent> Seen, IReadOnlyList<InboundEvent> Left, bool Wait)
{
    /// <summary>The plan without events that cannot be applied.</summary>
    public TurnPlan Without(IReadOnlyDictionary<MessageId, string> faults) => this with { Apply = [.. Apply.Where(item => !faults.ContainsKey(item.Id))] };

    /// <summary>
    /// Decides in the order of the events. A message behind one that is left to another region waits for it, so that messages apply in
    /// the order they were acked, unless the wait is over; so does one behind a message that another region has kept and is about to reply to.
    /// A status needs no claim: it only raises what is there.
    /// </summary>
    /// <param name="handoverOver">The wait for other regions is over: pass over what they hold.</param>
    /// <param name="claimOver">The wait for an undecided claim is over: go on without it.</param>
    public static TurnPlan Decide(
        ConversationState state,
        IReadOnlyList<InboundEvent> events,
        IReadOnlyDictionary<MessageId, ClaimOutcome> claims,
        bool handoverOver,
        bool claimOver)
    {
        List<InboundEvent> apply = [], seen = [], left = [];
        var blocked = false;
        var wait = false;
        foreach (var item in events)
        {
            if (item.Status is not null)
            {
                apply.Add(item);
                continue;
            }

            if (state.IsSpent(item))
            {
                seen.Add(item);
                blocked |= !handoverOver && claims.GetValueOrDefault(item.Id) == ClaimOutcome.Theirs && IsUnanswered(state, item.Id);
                continue;
            }

            var claim = claims.GetValueOrDefault(item.Id, ClaimOutcome.Ours);
            if (claim == ClaimOutcome.Theirs)
            {
                left.Add(item);
                blocked |= !handoverOver;
            }
            else if (blocked || (claim == ClaimOutcome.Undecided && !claimOver))
            {
                blocked = true;
                wait = true;
            }
            else
            {
                apply.Add(item);
            }
        }

        return new(apply, seen, left, wait);
    }

    /// <summary>True while a reply to the message is kept and not known to be sent.</summary>
    public static bool IsUnanswered(ConversationState state, MessageId message) =>
        state.Replies.Values.Any(reply => reply.InReplyTo == message && reply.IsOpen());
}
