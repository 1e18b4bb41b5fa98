using System.Globalization;
using k8s.Models;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

public class WorkloadRulesTests
{
    public static TheoryData<string> Overlays => [.. Overlay.All];

    public static TheoryData<string> Regions => [.. Overlay.Regions];

    [Theory, MemberData(nameof(Overlays))]
    public void Update_EveryDeployment_TakesNoPodAwayBeforeItsSuccessorIsReady(string name)
    {
        foreach (var deployment in Overlay.Of(name).OfKind<V1Deployment>().Where(deployment => Overlay.Programs.Contains(deployment.Metadata.Name)))
        {
            Assert.Equal("RollingUpdate", deployment.Spec.Strategy.Type);
            Assert.Equal("0", deployment.Spec.Strategy.RollingUpdate.MaxUnavailable.ToString());
            Assert.NotEqual("0", deployment.Spec.Strategy.RollingUpdate.MaxSurge.ToString());
        }
    }

    // It has no surge; so it needs one more than the load does, and a disk for each.
    [Theory, MemberData(nameof(Regions))]
    public void Update_TheGateways_LeaveTwoServingAndKeepTheirDisks(string name)
    {
        var set = Overlay.Of(name).Named<V1StatefulSet>("gateway");
        var scaler = Overlay.Of(name).Named<V2HorizontalPodAutoscaler>("gateway");

        Assert.True(scaler.Spec.MinReplicas >= 3);
        Assert.Equal("Disabled", scaler.Spec.Behavior.ScaleDown.SelectPolicy);
        Assert.Equal("Retain", set.Spec.PersistentVolumeClaimRetentionPolicy.WhenDeleted);
        Assert.Equal("Retain", set.Spec.PersistentVolumeClaimRetentionPolicy.WhenScaled);
        var mount = Assert.Single(set.Spec.Template.Spec.Containers[0].VolumeMounts, mount => mount.Name == "spool");
        Assert.StartsWith(mount.MountPath + "/", Overlay.Of(name).Environment("gateway")["Spool__Directory"], StringComparison.Ordinal);
        var storage = Overlay.Of(name).Named<V1StorageClass>(set.Spec.VolumeClaimTemplates[0].Spec.StorageClassName);
        Assert.EndsWith("_ZRS", storage.Parameters["skuName"], StringComparison.Ordinal);
        Assert.True(
            set.Spec.VolumeClaimTemplates[0].Spec.Resources.Requests["storage"].ToInt64() > long.Parse(Overlay.Of(name).Environment("gateway")["Spool__MaxBytes"], CultureInfo.InvariantCulture),
            "The disk is smaller than the spool may become.");
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Stop_GatewaysAndEdges_HaveMoreTimeThanTheyNeed(string name)
    {
        foreach (var program in (string[])["gateway", "edge"])
        {
            var variables = Overlay.Of(name).Environment(program);
            var needed = Time(variables, "Gateway__StopDelay") + Time(variables, "Gateway__DrainTimeout");

            Assert.True(Overlay.Of(name).Workload(program).Pod.TerminationGracePeriodSeconds > needed.TotalSeconds + 10, $"{program} needs more than {needed}.");
        }

        Assert.True(Overlay.Of(name).Workload("silo").Pod.TerminationGracePeriodSeconds >= 120);
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Pods_OfEveryProgram_AreRestricted(string name)
    {
        foreach (var workload in Overlay.Of(name).Workloads)
        {
            var pod = workload.Pod;
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.NotEqual(0, pod.SecurityContext.RunAsUser);
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.Equal(workload.Name == "silo", pod.AutomountServiceAccountToken);
            Assert.NotEqual(true, pod.HostNetwork);
            var container = workload.Container;
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Contains("cpu", container.Resources.Requests.Keys);
            Assert.Equal(container.Resources.Limits["memory"].ToInt64(), container.Resources.Requests["memory"].ToInt64());
        }
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Pods_OfEveryProgram_AreSpreadProbedAndBudgeted(string name)
    {
        var overlay = Overlay.Of(name);
        foreach (var workload in overlay.Workloads)
        {
            var zones = Assert.Single(workload.Pod.TopologySpreadConstraints, spread => spread.TopologyKey == "topology.kubernetes.io/zone");
            Assert.Equal(1, zones.MaxSkew);
            Assert.Equal(workload.Selector.MatchLabels, zones.LabelSelector.MatchLabels);
            Assert.Equal(name == Overlay.Local ? "ScheduleAnyway" : "DoNotSchedule", zones.WhenUnsatisfiable);

            Assert.Equal("/health/live", workload.Container.LivenessProbe.HttpGet.Path);
            Assert.Equal("/health/ready", workload.Container.ReadinessProbe.HttpGet.Path);

            var budget = overlay.Named<V1PodDisruptionBudget>(workload.Name);
            Assert.Equal(workload.Selector.MatchLabels, budget.Spec.Selector.MatchLabels);
            Assert.Equal("1", budget.Spec.MaxUnavailable.ToString());

            if (!Overlay.Scaled.Contains(workload.Name))
            {
                continue;
            }

            var scaler = overlay.Named<V2HorizontalPodAutoscaler>(workload.Name);
            Assert.Equal((workload.Kind, workload.Name), (scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.ScaleTargetRef.Name));
            Assert.True(scaler.Spec.MaxReplicas > scaler.Spec.MinReplicas);
            Assert.True(name == Overlay.Local || scaler.Spec.MinReplicas >= 3, "One a zone.");
        }
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Network_OfTheNamespace_IsClosedButForWhatIsListed(string name)
    {
        var overlay = Overlay.Of(name);
        var closed = overlay.Named<V1NetworkPolicy>("default-deny");
        Assert.True(closed.Spec.PodSelector.MatchLabels is null or { Count: 0 });
        Assert.Equal(["Egress", "Ingress"], closed.Spec.PolicyTypes.Order());
        Assert.True(closed.Spec.Ingress is null or [] && closed.Spec.Egress is null or []);

        // Who reaches a pod: programs by name, namespaces of ingress controllers with a slash.
        Assert.Equal(["silo"], From(overlay, "silo", "11111"));
        Assert.Equal(["silo"], From(overlay, "silo", "30000"));
        Assert.Equal(["/operators-ingress", "console"], From(overlay, "silo", "8080"));
        Assert.Equal(["/ingress", "/operators-ingress", "console", "edge"], From(overlay, "gateway", "8080"));
        Assert.Equal(["/ingress", "console"], From(overlay, "edge", "8080"));
        Assert.Equal(["/operators-ingress"], From(overlay, "console", "8080"));
        Assert.All(overlay.OfKind<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress ?? []), rule => Assert.NotEmpty(rule.FromProperty));
    }

    [Theory, MemberData(nameof(Regions))]
    public void Ingress_OfARegion_HasOneWildcardCertificateAndOperatorsPathsOnTheirOwnClass(string name)
    {
        var overlay = Overlay.Of(name);
        var synced = overlay.OfKind<SecretProviderClass>().SelectMany(secrets => secrets.Spec.SecretObjects).ToList();
        foreach (var ingress in overlay.OfKind<V1Ingress>())
        {
            var tls = Assert.Single(ingress.Spec.Tls);
            Assert.Equal("kubernetes.io/tls", Assert.Single(synced, secret => secret.SecretName == tls.SecretName).Type);
            var wildcard = Assert.Single(tls.Hosts);
            var host = Assert.Single(ingress.Spec.Rules).Host;
            Assert.Equal(wildcard[1..], host[host.IndexOf('.', StringComparison.Ordinal)..]);
            var (ingressClass, paths) = Exposed[ingress.Metadata.Name];
            Assert.Equal(ingressClass, ingress.Spec.IngressClassName);
            Assert.Equal(paths, ingress.Spec.Rules[0].Http.Paths.Select(path => path.Path).Order());
            Assert.Contains(name, host, StringComparison.Ordinal);
        }

        Assert.Equal(Exposed.Keys.Order(), overlay.OfKind<V1Ingress>().Select(ingress => ingress.Metadata.Name).Order());

        // It stays in the cluster only while a pod mounts it.
        Assert.Contains(overlay.Workload("gateway").Pod.Volumes, volume => volume.Csi?.VolumeAttributes["secretProviderClass"] == "wildcard-certificate");
    }

    [Theory, MemberData(nameof(Regions))]
    public void Identity_OfEveryPodThatUsesAzure_IsItsServiceAccounts(string name)
    {
        var overlay = Overlay.Of(name);
        foreach (var program in (string[])["silo", "gateway", "console"])
        {
            var client = overlay.Named<V1ServiceAccount>(program).Metadata.Annotations["azure.workload.identity/client-id"];
            Assert.Equal("true", overlay.Workload(program).Template.Metadata.Labels["azure.workload.identity/use"]);
            Assert.Equal(client, overlay.Named<SecretProviderClass>($"{program}-secrets").Spec.Parameters["clientID"]);
        }

        // An identity for the failover events, and no secrets.
        Assert.NotEmpty(overlay.Named<V1ServiceAccount>("edge").Metadata.Annotations["azure.workload.identity/client-id"]);
        Assert.Equal("true", overlay.Workload("edge").Template.Metadata.Labels["azure.workload.identity/use"]);
        Assert.Empty(overlay.SecretFiles("edge"));
    }

    // Whoever has a log's address may go to its port.
    [Theory, MemberData(nameof(Regions))]
    public void Network_OfEveryProgramWithALog_LetsItReachTheLog(string name)
    {
        var overlay = Overlay.Of(name);
        foreach (var program in Overlay.Programs)
        {
            var logs = overlay.Environment(program).Where(pair => pair.Key.EndsWith("InboundLog__BootstrapServers", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(logs);
            Assert.All(logs, log => Assert.Contains(log.Value.Split(':')[1], To(overlay, program)));
        }
    }

    // The edge and the console see both regions' logs, in the same order.
    [Theory, MemberData(nameof(Regions))]
    public void Logs_OfEdgeAndConsole_AreThoseOfTheRegions(string name)
    {
        foreach (var (region, index) in Overlay.Regions.Select((region, index) => (region, index)))
        {
            var log = Overlay.Of(region).Environment("gateway")["InboundLog__BootstrapServers"];
            Assert.Equal(log, Overlay.Of(name).Environment("edge")[$"Edge__Regions__{index}__InboundLog__BootstrapServers"]);
            Assert.Equal(log, Overlay.Of(name).Environment("console")[$"OpsConsole__Regions__{index}__InboundLog__BootstrapServers"]);
        }

        var topics = ((string[])["silo", "gateway", "edge"]).Select(program => Overlay.Of(name).Environment(program)["FailoverEvents__Topic"]);
        Assert.All(topics, topic => Assert.Equal(Overlay.Of(name).Environment("console")["OpsConsole__EventsTopic"], topic));
    }

    // With them in the template a silo needs no right to change pods; with other ones it would try to, and not start.
    [Theory, MemberData(nameof(Overlays))]
    public void Labels_OfTheSilos_AreTheClustersNames(string name)
    {
        var variables = Overlay.Of(name).Environment("silo");
        var labels = Overlay.Of(name).Workload("silo").Template.Metadata.Labels;

        Assert.Equal(variables["Clustering__ServiceId"], labels["orleans/serviceId"]);
        Assert.Equal(variables.GetValueOrDefault("Clustering__ClusterId") ?? variables["Regions__Current"], labels["orleans/clusterId"]);
    }

    [Theory, MemberData(nameof(Regions))]
    public void Regions_OfGatewaysEdgesAndSilos_AreTheSameInTheSameOrder(string name)
    {
        var gateway = Names(Overlay.Of(name).Environment("gateway"), "Regions__All__");
        Assert.Equal(gateway, Names(Overlay.Of(name).Environment("silo"), "Regions__All__"));
        Assert.Equal(gateway, Names(Overlay.Of(name).Environment("edge"), "Edge__Regions__"));
        Assert.Equal(gateway, Names(Overlay.Of(name).Environment("console"), "OpsConsole__Regions__"));
        Assert.Equal(Overlay.Regions, gateway);
    }

    // Its own region inside the cluster, the other one through that one's ingress for operators; a browser gets the dashboard's address as it is outside.
    [Theory, MemberData(nameof(Regions))]
    public void Console_OfARegion_AsksHostsThatAreThere(string name)
    {
        var variables = Overlay.Of(name).Environment("console");
        foreach (var (region, index) in Overlay.Regions.Select((region, index) => (region, index)))
        {
            foreach (var (setting, program) in (ReadOnlySpan<(string, string)>)[("Gateway", "gateway"), ("Silo", "silo")])
            {
                var address = new Uri(variables[$"OpsConsole__Regions__{index}__{setting}"]);
                if (region == name)
                {
                    Overlay.Of(name).Named<V1Service>(address.Host.Split('.')[0]);
                    Assert.Equal($"http://{program}.conversations.svc.cluster.local/", address.AbsoluteUri);
                }
                else
                {
                    Assert.Equal(Overlay.Of(region).Named<V1Ingress>($"{program}-operators").Spec.Rules[0].Host, address.Host);
                    Assert.Equal("https", address.Scheme);
                }
            }

            var dashboard = new Uri(variables[$"OpsConsole__Regions__{index}__Dashboard"]);
            var rule = Overlay.Of(region).Named<V1Ingress>("silo-operators").Spec.Rules[0];
            Assert.Equal(rule.Host, dashboard.Host);
            Assert.Contains(dashboard.AbsolutePath, rule.Http.Paths.Select(path => path.Path));
        }

        Overlay.Of(name).Named<V1Service>(new Uri(variables["OpsConsole__Edge"]).Host.Split('.')[0]);
    }

    // The class of each ingress, and its paths: what the channel and other edges need on one, what operators need on the other.
    private static readonly Dictionary<string, (string Class, string[] Paths)> Exposed = new(StringComparer.Ordinal)
    {
        ["gateway"] = ("public", ["/health", "/webhook"]),
        ["edge"] = ("public", ["/health", "/webhook"]),
        ["console"] = ("operators", ["/"]),
        ["gateway-operators"] = ("operators", ["/admin", "/health"]),
        ["silo-operators"] = ("operators", ["/access", "/admin", "/dashboard", "/health"]),
    };

    private static IEnumerable<string> From(Overlay overlay, string program, string port) =>
        overlay.Named<V1NetworkPolicy>(program).Spec.Ingress
            .Where(rule => rule.Ports.Any(open => open.Port.ToString() == port))
            .SelectMany(rule => rule.FromProperty)
            .Select(peer => peer.PodSelector?.MatchLabels["app.kubernetes.io/name"] ?? $"/{peer.NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]}")
            .Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> To(Overlay overlay, string program) =>
        [.. overlay.Named<V1NetworkPolicy>(program).Spec.Egress.Where(rule => rule.To is null or []).SelectMany(rule => rule.Ports).Select(open => open.Port.ToString())];

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, string> variables, string list) =>
        variables.Where(pair => pair.Key.StartsWith(list, StringComparison.Ordinal) && pair.Key.EndsWith("__Name", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    private static TimeSpan Time(IReadOnlyDictionary<string, string> variables, string name) =>
        variables.TryGetValue(name, out var value)
            ? TimeSpan.Parse(value, CultureInfo.InvariantCulture)
            : BoundSettings.DefaultTime(name.Replace("__", ":", StringComparison.Ordinal));
}
