namespace OrleansFailover.Drill.Canaries;

/// <summary>A canary that was found.</summary>
/// <param name="Canary">The canary.</param>
/// <param name="Form">How it stood there.</param>
/// <param name="At">Where it begins, in bytes.</param>
internal readonly record struct CanaryHit(Canary Canary, CanaryForm Form, int At);
