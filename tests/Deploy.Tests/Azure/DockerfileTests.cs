using System.Text.RegularExpressions;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Azure;

/// <summary>Reads the Dockerfile; nothing here builds it.</summary>
public partial class DockerfileTests
{
    [Fact]
    public void Images_OfTheOverlays_AreTargetsOfTheDockerfile()
    {
        var dockerfile = Repository.Read("Dockerfile");
        var targets = Target().Matches(dockerfile).Select(match => match.Groups[1].Value).ToList();

        foreach (var overlay in Overlay.All)
        {
            foreach (var workload in Overlay.Of(overlay).Workloads)
            {
                Assert.Contains(Regex.Match(workload.Container.Image, "/([a-z-]+):").Groups[1].Value, targets);
                Assert.Contains($"USER {workload.Pod.SecurityContext.RunAsUser}", dockerfile, StringComparison.Ordinal);
                Assert.Contains($"EXPOSE {Overlay.Of(overlay).Environment(workload.Name)["ASPNETCORE_HTTP_PORTS"]}", dockerfile, StringComparison.Ordinal);
            }
        }

        Assert.Contains("-chiseled AS runtime", dockerfile, StringComparison.Ordinal);
        foreach (var project in Published().Matches(dockerfile).Select(match => match.Groups[1].Value))
        {
            Assert.True(File.Exists(Repository.PathOf(project.Split('/'))), project);
            Assert.Contains($"\"{Path.GetFileNameWithoutExtension(project)}.dll\"", dockerfile, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^FROM runtime AS ([a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"dotnet publish (\S+\.csproj)")]
    private static partial Regex Published();
}
