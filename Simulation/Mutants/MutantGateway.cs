namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants of the gateway.</summary>
internal static class MutantGateway
{
    public static bool AcksFirst(Mutant mutant) => mutant == Mutant.AckFirst;
}
