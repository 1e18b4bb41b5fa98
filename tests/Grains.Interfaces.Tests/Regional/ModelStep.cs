namespace OrleansFailover.Grains.Interfaces.Tests.Regional;

/// <summary>One step of the model; the argument is taken modulo what the step chooses from.</summary>
internal sealed record ModelStep(ModelStepKind Kind, int Region, int Argument);
