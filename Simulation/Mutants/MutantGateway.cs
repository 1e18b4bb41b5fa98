using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants of the gateway.</summary>
internal static class MutantGateway
{
    public static bool AcksFirst(Mutant mutant) => mutant == Mutant.AckFirst;

    public static IPendingCopies Wrap(Mutant mutant, IPendingCopies copies) =>
        mutant is Mutant.NoOwnPending or Mutant.CommitFirst or Mutant.ForgetLeft ? new CopiesForPeersOnly(copies) : copies;
}
