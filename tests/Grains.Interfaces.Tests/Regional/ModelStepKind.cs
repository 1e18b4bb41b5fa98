namespace OrleansFailover.Grains.Interfaces.Tests.Regional;

internal enum ModelStepKind
{
    Turn,
    TurnOfUnknownOutcome,
    Deactivate,
    Replicate,
    FoldCopy,
    Crash,
}
