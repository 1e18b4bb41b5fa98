using CsCheck;

namespace OrleansFailover.Grains.Interfaces.Tests.Regional;

public class RegionalJoinModelTests
{
    private static readonly Gen<ModelStep> Step = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(ModelStepKind.Turn)), (2, Gen.Const(ModelStepKind.TurnOfUnknownOutcome)), (3, Gen.Const(ModelStepKind.Deactivate)),
            (8, Gen.Const(ModelStepKind.Replicate)), (2, Gen.Const(ModelStepKind.FoldCopy)), (1, Gen.Const(ModelStepKind.Crash))),
        Gen.Int[0, 2],
        Gen.Int[0, 15]).Select((kind, region, argument) => new ModelStep(kind, region, argument));

    // Message numbers below 8 lie within one window of seen ids, so that nothing is forgotten for its age.
    private static readonly Gen<ModelStep[]> Runs = Step.Array[1, 120];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_AnyOrderOfTurnsCrashesAndReplication_KeepsTheInvariants(int regions)
    {
        var (crashes, lostWrites, lostETags, covered) = (0, 0, 0, 0);
        Runs.Sample(
            steps =>
            {
                var model = Run(steps, regions, Mutant.None);
                Interlocked.Add(ref crashes, model.Crashes);
                Interlocked.Add(ref lostWrites, model.LostWrites);
                Interlocked.Add(ref lostETags, model.LostETags);
                Interlocked.Add(ref covered, model.Covered);
            },
            iter: 3_000);

        // The runs went through what they are about.
        Assert.True(
            crashes > 500 && lostWrites > 200 && lostETags > 500 && covered > 50_000,
            $"crashes {crashes}, lost writes {lostWrites}, lost ETags {lostETags}, covered writes {covered}");
    }

    [Theory]
    [InlineData(nameof(Mutant.SameWriterForEver), "covers")]
    [InlineData(nameof(Mutant.NoETag), "lost what it held")]
    [InlineData(nameof(Mutant.FoldUnderTheHeadOfTheCopy), "covers")]
    public void Run_OfAMutant_BreaksAnInvariant(string mutant, string invariant)
    {
        var failure = Assert.ThrowsAny<CsCheckException>(() => Runs.Sample(steps => { Run(steps, 3, Enum.Parse<Mutant>(mutant)); }, iter: 3_000));

        Assert.Contains(invariant, failure.ToString(), StringComparison.Ordinal);
    }

    private static ReplicaModel Run(ModelStep[] steps, int regions, Mutant mutant)
    {
        var model = new ReplicaModel(regions, mutant);
        foreach (var step in steps)
        {
            model.Step(step);
        }

        return model;
    }
}
