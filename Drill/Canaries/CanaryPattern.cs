namespace OrleansFailover.Drill.Canaries;

/// <summary>Bytes that show a canary.</summary>
/// <param name="Canary">The canary.</param>
/// <param name="Form">How it stands in them.</param>
/// <param name="Bytes">The bytes, each as the character of the same number.</param>
/// <param name="IsExact">Whether letters must be of the case that they have here.</param>
internal sealed record CanaryPattern(Canary Canary, CanaryForm Form, string Bytes, bool IsExact);
