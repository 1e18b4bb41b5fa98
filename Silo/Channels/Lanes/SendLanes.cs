using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>
/// The pace of one channel: a lane for each business number and each pair of number and user. A lane that is closed holds back its own replies
/// and no other's: nobody queues here, who may not go is told for how long. The pace is this silo's; silos and regions that share a number learn of
/// each other by the channel's refusals, which close a lane whoever used it up. Safe for concurrent use.
/// </summary>
internal sealed class SendLanes(LaneLimits limits, TimeProvider time, LaneMetrics metrics, ILogger<SendLanes> logger)
{
    // A lane is forgotten when nothing of it counts any more; beyond this many, new ones are not paced here, and the channel's refusals still are heard.
    private const int MaxPairs = 100_000;
    private const int PruneEvery = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, NumberLane> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<ConversationId, PairLane> pairs = [];
    private readonly long started = time.GetTimestamp();
    private int added;

    private TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>Whether a reply may go now. When it may, it counts against both paces.</summary>
    public LaneAdmission Enter(ConversationId conversation, string numberName, string? tokenFingerprint)
    {
        LaneAdmission admission;
        var resumed = false;
        lock (gate)
        {
            var now = Now;
            var number = NumberOf(conversation);
            resumed = number.Uses(tokenFingerprint);
            admission = number.Look(now);
            var pair = PairOf(conversation, now);
            if (admission.MayGo && pair?.Wait(now) is { } wait && wait > TimeSpan.Zero)
            {
                admission = new(wait, "pair-pace");
            }

            if (admission.MayGo)
            {
                number.Take(now);
                pair?.Take(now);
            }
        }

        if (resumed)
        {
            Resume(numberName);
        }

        if (!admission.MayGo)
        {
            metrics.SendWaits(limits.Channel, admission.Reason!);
        }

        return admission;
    }

    /// <summary>True when the number may send now; counts nothing.</summary>
    public bool IsOpen(ConversationId conversation)
    {
        lock (gate)
        {
            return NumberOf(conversation) is { Paused: null } number && number.Look(Now).MayGo;
        }
    }

    /// <summary>How long a reply would have to wait now; counts nothing.</summary>
    public TimeSpan Look(ConversationId conversation)
    {
        lock (gate)
        {
            var (number, pair) = (NumberOf(conversation).Look(Now).Wait, PairOf(conversation, Now)?.Wait(Now) ?? TimeSpan.Zero);
            return number > pair ? number : pair;
        }
    }

    public void Accepted(ConversationId conversation, string numberName)
    {
        bool resumed;
        lock (gate)
        {
            PairOf(conversation, Now)?.Accepted();
            resumed = NumberOf(conversation).Accepted();
        }

        if (resumed)
        {
            Resume(numberName);
        }
    }

    /// <summary>The channel takes no more to this user for now.</summary>
    public void PairRefused(ConversationId conversation)
    {
        lock (gate)
        {
            PairOf(conversation, Now)?.Refused(Now);
        }
    }

    /// <summary>The channel takes no more of this number for now.</summary>
    public void NumberRefused(ConversationId conversation, string reason)
    {
        lock (gate)
        {
            NumberOf(conversation).Throttled(Now, reason);
        }
    }

    /// <summary>The channel says how long this number has to wait.</summary>
    public void NumberClosed(ConversationId conversation, TimeSpan wait, string reason)
    {
        lock (gate)
        {
            NumberOf(conversation).Close(Now, wait, reason);
        }
    }

    /// <summary>Nothing of this number goes before somebody has acted: tells once, and lets one reply in an interval try.</summary>
    public void Blocked(ConversationId conversation, string numberName, string reason, string? tokenFingerprint)
    {
        bool isNew;
        lock (gate)
        {
            isNew = NumberOf(conversation).Pause(Now, reason, tokenFingerprint);
        }

        if (isNew)
        {
            metrics.NumberPaused(limits.Channel, reason);
            logger.NumberPaused(numberName, reason, limits.PauseInterval);
        }
    }

    private void Resume(string numberName)
    {
        metrics.NumberResumed(limits.Channel);
        logger.NumberResumed(numberName);
    }

    private NumberLane NumberOf(ConversationId conversation)
    {
        var id = conversation.BusinessNumberId;
        return numbers.TryGetValue(id, out var known) ? known : numbers[id] = new NumberLane(limits);
    }

    private PairLane? PairOf(ConversationId conversation, TimeSpan now)
    {
        if (pairs.TryGetValue(conversation, out var known))
        {
            return known;
        }

        if (++added % PruneEvery == 0 || pairs.Count >= MaxPairs)
        {
            foreach (var idle in pairs.Where(pair => pair.Value.IsIdle(now)).Select(pair => pair.Key).ToList())
            {
                pairs.Remove(idle);
            }
        }

        return pairs.Count < MaxPairs ? pairs[conversation] = new PairLane(limits.PairBurst, limits.PairInterval) : null;
    }
}
