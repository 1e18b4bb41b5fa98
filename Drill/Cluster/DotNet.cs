namespace OrleansFailover.Drill.Cluster;

/// <summary>The .NET host that children run on: the one this program runs on.</summary>
internal static class DotNet
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : "dotnet";
}
