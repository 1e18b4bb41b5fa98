namespace OrleansFailover.Drill.Cluster;

/// <summary>Something in the hosts that keeps a promise and can be turned off to show that it does.</summary>
/// <param name="Flag">Which.</param>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Meaning">What is missing without it, in one line.</param>
/// <param name="Settings">What turns it off.</param>
public sealed record Protection(Protections Flag, string Name, string Meaning, IReadOnlyList<ProtectionSetting> Settings);
