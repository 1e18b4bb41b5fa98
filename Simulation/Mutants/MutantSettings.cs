using OrleansFailover.Grains.Conversation;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants that are settings out of their range, or switches that the product has for its drills.</summary>
internal static class MutantSettings
{
    public static void Apply(Mutant mutant, StandbyOptions options)
    {
        options.WithoutPending = mutant == Mutant.NoPending;
        options.WithoutLastTurns = mutant == Mutant.NoLastTurns;
        options.WithoutClaims = mutant == Mutant.NoClaims;
        options.WithoutReturnGate = mutant == Mutant.NoReturnGate;
        if (mutant == Mutant.ClaimsExpire)
        {
            options.ClaimRetention = TimeSpan.FromMilliseconds(5);
        }
    }

    public static void Apply(Mutant mutant, ConversationOptions options)
    {
        switch (mutant)
        {
            case Mutant.NoHandoverWait:
                options.HandoverBound = TimeSpan.Zero;
                break;
            case Mutant.NoReadAgain:
                options.ReadAgainAfter = TimeSpan.FromDays(365);
                break;
            case Mutant.DoubtAtOnce:
                options.DoubtBound = TimeSpan.FromMilliseconds(100);
                break;
        }
    }
}
