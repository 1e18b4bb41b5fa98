using k8s.Models;
using OrleansFailover.Deploy.Tests.Support;
using YamlDotNet.Core;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

public class OverlayObjectsTests
{
    public static TheoryData<string> Overlays => [.. Overlay.All];

    [Theory, MemberData(nameof(Overlays))]
    public void Render_EveryOverlay_EveryObjectIsReadStrictly(string name)
    {
        var overlay = Overlay.Of(name);

        Assert.All(overlay.Objects, thing => Assert.True(
            thing.Metadata.NamespaceProperty == "conversations" || thing is V1Namespace or V1StorageClass, $"{thing.Kind} {thing.Metadata.Name} has no namespace."));
        Assert.Equal(Overlay.Programs.Order(), overlay.Workloads.Select(workload => workload.Name).Order());
        foreach (var program in Overlay.Programs)
        {
            overlay.Named<V1ServiceAccount>(program);
            overlay.Named<V1PodDisruptionBudget>(program);
            overlay.Named<V1NetworkPolicy>(program);
            overlay.Named<V1Service>(program);
        }

        Assert.Equal(Overlay.Scaled.Order(), overlay.OfKind<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Metadata.Name).Order());
        Assert.Equal(1, overlay.Named<V1Deployment>("console").Spec.Replicas);
    }

    [Theory, MemberData(nameof(Overlays))]
    public void References_EveryOverlay_PointAtSomethingThatIsThere(string name)
    {
        var overlay = Overlay.Of(name);
        foreach (var workload in overlay.Workloads)
        {
            overlay.Named<V1ServiceAccount>(workload.Pod.ServiceAccountName);
            Assert.True(Matches(workload.Selector.MatchLabels, workload), $"{workload.Name} does not select its own pods.");
            foreach (var mount in workload.Container.VolumeMounts)
            {
                var claimed = overlay.OfKind<V1StatefulSet>().Where(set => set.Metadata.Name == workload.Name).SelectMany(set => set.Spec.VolumeClaimTemplates).Select(claim => claim.Metadata.Name);
                Assert.Contains(mount.Name, workload.Pod.Volumes.Select(volume => volume.Name).Concat(claimed));
            }

            foreach (var (path, port) in Probes(workload.Container))
            {
                Assert.StartsWith("/health", path, StringComparison.Ordinal);
                Assert.Contains(port, workload.Container.Ports.Select(port => port.Name));
            }
        }

        foreach (var service in overlay.OfKind<V1Service>().Where(service => Overlay.Programs.Contains(service.Metadata.Name)))
        {
            Assert.True(Matches(service.Spec.Selector, overlay.Workload(service.Metadata.Name)));
        }

        foreach (var path in overlay.OfKind<V1Ingress>().SelectMany(ingress => ingress.Spec.Rules).SelectMany(rule => rule.Http.Paths))
        {
            Assert.Contains(path.Backend.Service.Port.Name, overlay.Named<V1Service>(path.Backend.Service.Name).Spec.Ports.Select(port => port.Name));
        }
    }

    [Theory]
    [InlineData("maxUnavailable: 0", "maxUnavailabel: 0")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFileSystem: true")]
    [InlineData("provider: azure", "providers: azure")]
    public void Read_FieldNobodyKnows_IsAnError(string known, string unknown)
    {
        var yaml = Overlay.Of("eastus").Yaml;
        Assert.NotEmpty(Overlay.Read(yaml));
        Assert.Contains(known, yaml, StringComparison.Ordinal);
        Assert.ThrowsAny<YamlException>(() => Overlay.Read(yaml.Replace(known, unknown, StringComparison.Ordinal)).ToList());
    }

    private static bool Matches(IEnumerable<KeyValuePair<string, string>> selector, Workload workload) =>
        selector.All(pair => workload.Template.Metadata.Labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static IEnumerable<(string Path, string Port)> Probes(V1Container container) =>
        new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Select(probe => (probe.HttpGet.Path, probe.HttpGet.Port.ToString()!));
}
