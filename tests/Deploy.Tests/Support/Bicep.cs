using System.Reflection;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>The Bicep compiler of the package that this project references.</summary>
internal static class Bicep
{
    /// <summary>Runs the compiler.</summary>
    public static ToolResult Run(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package has the compiler for Linux.");
        var package = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BicepPackage").Value!;
        var program = Path.Combine(package, "tools", "bicep");
        if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute))
        {
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        }

        return Tool.Run(program, arguments);
    }
}
