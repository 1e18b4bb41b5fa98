namespace OrleansFailover.Drill.Cluster;

/// <summary>A setting of the hosts that a protection stands and falls with.</summary>
/// <param name="Name">Its name as an environment variable.</param>
/// <param name="On">The product's own value.</param>
/// <param name="Off">The value that turns the protection off.</param>
public sealed record ProtectionSetting(string Name, string On, string Off);
