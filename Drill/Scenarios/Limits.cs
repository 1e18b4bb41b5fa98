using OrleansFailover.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>The limits of promises that several faults share.</summary>
internal static class Limits
{
    /// <summary>How long a turn may take from sending a reply to having recorded it in both regions.</summary>
    private static readonly TimeSpan Recording = TimeSpan.FromSeconds(1);

    // A request that was written before the host stopped reaches the channel a moment later.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(0.2);

    /// <summary>A reply that its region sent in the last second before it was lost or stalled.</summary>
    public static Limit Doubt { get; } = new(
        "one-reply",
        LimitKind.Counted,
        "a region was lost between sending a reply and recording that it did; the reply is sent again unless its delivery status comes first",
        (breach, evidence) => breach.Replies is [var first, _, ..] && evidence.Faults.Any(fault =>
            fault.Kind is FaultKind.Loss or FaultKind.Stall
            && fault.Region == first.Region
            && first.At >= fault.At - Recording
            && first.At <= fault.At + OnTheWay));

    /// <summary>What its region acked, told that no other one has a copy of it, and was lost with.</summary>
    public static IReadOnlyList<Limit> Uncopied { get; } = [Alone("acked-is-kept"), Alone("never-asked-twice")];

    /// <summary>What both sides of a cut answered: neither can know of the other.</summary>
    public static IReadOnlyList<Limit> BothSides { get; } =
    [
        Cut("acked-is-kept", "an answer gives way to a later message that the other side took for the answer to the same question"),
        Cut("one-reply", "a message that reached both sides of a cut, or was on its way, is answered by both"),
        Cut("never-asked-twice", "the side that did not hear an answer asks for it"),
        Cut("once", "the sides give one message different replies"),
        Cut("in-order", "what the other side answered comes later"),
    ];

    private static Limit Alone(string promise) => new(
        promise, LimitKind.Counted, "a message was acked without a copy in time, and its region was lost with it", WasLostAlone);

    // A redelivery copies the message again.
    private static bool WasLostAlone(Breach breach, RunEvidence evidence) =>
        evidence.Histories.FirstOrDefault(history => history.Messages.Any(message => message.Id == breach.Message?.Id)) is { } conversation
        && evidence.Faults.Any(fault => fault.Kind is FaultKind.Loss && conversation.Messages.Any(message => WasAlone(message, fault, evidence)));

    private static bool WasAlone(SentMessage message, Fault loss, RunEvidence evidence)
    {
        var acks = evidence.Deliveries.Where(delivery => delivery.IsAcked && delivery.Ended <= loss.At && delivery.Messages.Contains(message.Id)).ToList();
        return acks.Count > 0 && acks.TrueForAll(ack => !ack.HasCopies && ack.Region == loss.Region);
    }

    private static Limit Cut(string promise, string reason) => new(promise, LimitKind.NotPromised, reason, AnsweredByBothSides);

    private static bool AnsweredByBothSides(Breach breach, RunEvidence evidence)
    {
        var cut = evidence.Faults.FirstOrDefault(fault => fault.Kind is FaultKind.Cut);
        var rejoin = evidence.Faults.FirstOrDefault(fault => fault.Kind is FaultKind.Rejoin && fault.At > cut?.At);
        var user = breach.Replies is [var reply, ..] ? evidence.Sends.FirstOrDefault(send => send.ReplyId == reply.ReplyId)?.User : null;
        return cut is not null && user is not null && evidence.Sends
            .Where(send => send.User == user && send.At >= cut.At - Recording && (rejoin is null || send.At <= rejoin.At + Recording))
            .Select(send => send.Region).Distinct().Count() > 1;
    }
}
