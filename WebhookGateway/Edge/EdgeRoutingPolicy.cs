using OrleansFailover.WebhookGateway.Forwarding;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>
/// Decides the next step of one webhook: which region gets it, when another one gets it too, and which answer counts. Pure; the loop around
/// it only sends, waits and records.
/// </summary>
internal static class EdgeRoutingPolicy
{
    private const int Primary = 0;

    public static EdgeStep Decide(in EdgeSnapshot snapshot)
    {
        var running = false;
        var refused = -1;
        for (var i = 0; i < snapshot.Attempts.Count; i++)
        {
            switch (snapshot.Attempts[i].Outcome)
            {
                case AttemptOutcome.Taken:
                    return new(EdgeStepKind.Answer) { Attempt = i };
                case AttemptOutcome.Refused when refused < 0:
                    refused = i;
                    break;
                case AttemptOutcome.Running:
                    running = true;
                    break;
            }
        }

        if (refused >= 0)
        {
            // Another region that is at work may still take it: while a secret is being changed, regions can differ for a moment.
            return running && !snapshot.TimeIsUp ? new(EdgeStepKind.Wait) : new(EdgeStepKind.Answer) { Attempt = refused };
        }

        if (snapshot.TimeIsUp)
        {
            return new(EdgeStepKind.GiveUp);
        }

        var next = NextRegion(snapshot);
        if (next < 0)
        {
            return new(running ? EdgeStepKind.Wait : EdgeStepKind.GiveUp);
        }

        return running && !snapshot.HedgeDue
            ? new(EdgeStepKind.Wait) { MayHedge = true }
            : new(EdgeStepKind.Send) { Region = next, Reason = ReasonFor(snapshot, next, running) };
    }

    // The best known health first, then the configured order; also the unhealthy ones, last: a probe can be wrong, and there is nothing to lose.
    private static int NextRegion(in EdgeSnapshot snapshot)
    {
        var best = -1;
        for (var region = 0; region < snapshot.Regions.Count; region++)
        {
            if (AttemptOf(snapshot, region) is null && (best < 0 || Rank(snapshot.Regions[region]) < Rank(snapshot.Regions[best])))
            {
                best = region;
            }
        }

        return best;
    }

    private static int Rank(RegionHealth health) => health is RegionHealth.Unknown ? (int)RegionHealth.Healthy : (int)health;

    private static string? ReasonFor(in EdgeSnapshot snapshot, int target, bool running)
    {
        if (target == Primary && snapshot.Attempts.Count == 0)
        {
            return null;
        }

        // "Primary unreachable" lets the other region go on without asking the primary one, so it is said only when the primary region
        // cannot have this webhook: not once it was sent there.
        if (target != Primary && PrimaryCannotHaveIt(snapshot))
        {
            return FailoverReason.PrimaryUnreachable;
        }

        if (running)
        {
            return FailoverReason.Slow;
        }

        return snapshot.Attempts.Count == 0 ? FailoverReason.FailbackPending : FailoverReason.Error;
    }

    private static bool PrimaryCannotHaveIt(in EdgeSnapshot snapshot) => AttemptOf(snapshot, Primary) is { } attempt
        ? attempt.Outcome is AttemptOutcome.Unreachable
        : snapshot.Regions[Primary] is RegionHealth.Suspect or RegionHealth.Unhealthy;

    private static EdgeAttempt? AttemptOf(in EdgeSnapshot snapshot, int region)
    {
        for (var i = 0; i < snapshot.Attempts.Count; i++)
        {
            if (snapshot.Attempts[i].Region == region)
            {
                return snapshot.Attempts[i];
            }
        }

        return null;
    }
}
