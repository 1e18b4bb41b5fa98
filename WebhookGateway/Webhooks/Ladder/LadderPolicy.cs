namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>Decides where a webhook goes next. Pure: the same situation, the same move.</summary>
internal static class LadderPolicy
{
    // A step that has less than this part of its share left is not worth starting: it would only fail and take the time with it.
    private const double LeastPart = 0.1;

    public static LadderMove Decide(in LadderSituation situation, in LadderShares shares)
    {
        var spare = situation.Left - shares.Spool;
        if (situation.Goal is LadderGoal.Take && situation.CrossingCount <= 1)
        {
            var mayAppend = situation.Circuit is not CircuitState.Open && !Failed(situation, FailedSteps.Append);

            // The ordinary way is tried even when a slow body has used up the time.
            var append = new LadderMove(LadderStep.Append, Least(shares.Append, Most(spare, shares.Append * LeastPart)));
            if (situation.RegionActive && mayAppend)
            {
                return append;
            }

            if (situation.CrossingCount == 0 && !Failed(situation, FailedSteps.Forward) && spare >= shares.Forward * LeastPart)
            {
                return new(LadderStep.Forward, Least(shares.Forward, spare));
            }

            // No other region takes it either: this one's log keeps it, and the order, until the region is active again.
            if (mayAppend)
            {
                return append;
            }

            // What waits in the spool for a log waits on: as a dead letter it would need a person.
            if (situation.Origin is WebhookOrigin.Spool)
            {
                return new(LadderStep.Refuse, TimeSpan.Zero);
            }
        }

        if (!Failed(situation, FailedSteps.DeadLetter) && spare >= shares.DeadLetter * LeastPart)
        {
            return new(LadderStep.DeadLetter, Least(shares.DeadLetter, spare));
        }

        // A letter that came from the spool's letters is there already.
        return situation.Origin is not WebhookOrigin.SpooledLetter && !Failed(situation, FailedSteps.Spool)
            ? new(LadderStep.Spool, Most(situation.Left, shares.Spool))
            : new(LadderStep.Refuse, TimeSpan.Zero);
    }

    private static bool Failed(in LadderSituation situation, FailedSteps step) => (situation.Failed & step) != 0;

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Most(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
