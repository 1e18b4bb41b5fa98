using System.Net;
using System.Net.Sockets;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Hosting.Kubernetes;
using OrleansFailover.Deploy.Tests.Support;
using OrleansFailover.Silo.Hosting;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

/// <summary>The silo's Kubernetes hosting, and the rights that it needs.</summary>
public class PodMembershipTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string?> InPod = new(StringComparer.Ordinal)
    {
        ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1",
        ["POD_NAME"] = "silo-0",
        ["POD_NAMESPACE"] = "conversations",
    };

    [Theory]
    [InlineData(null)]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("POD_NAME")]
    [InlineData("POD_NAMESPACE")]
    public void AddPodMembership_OnlyInsideAPod_ChangesTheSilo(string? missing)
    {
        var builder = Host.CreateApplicationBuilder();
        var added = 0;
        builder.UseOrleans(silo =>
        {
            var before = silo.Services.Count;
            silo.AddPodMembership(new ConfigurationBuilder().AddInMemoryCollection(InPod.Where(pair => pair.Key != missing)).Build());
            added = silo.Services.Count - before;
        });

        Assert.Equal(missing is null, builder.Services.Any(service => service.ImplementationType == typeof(KubernetesClusterAgent)));
        Assert.Equal(missing is null, added > 0);
    }

    [Fact]
    public async Task Silo_WithItsLabelsInTheTemplate_AsksForWhatItsRoleAllowsAndNoMore()
    {
        var verbs = await VerbsOfASiloAsync(new Dictionary<string, string> { ["orleans/serviceId"] = "conversations", ["orleans/clusterId"] = "eastus" });

        foreach (var overlay in Overlay.All)
        {
            var rule = Assert.Single(Overlay.Of(overlay).Named<V1Role>("silo").Rules);
            Assert.Equal([""], rule.ApiGroups);
            Assert.Equal(["pods"], rule.Resources);
            Assert.Equal(verbs, rule.Verbs.Order());
            Assert.Equal("silo", Assert.Single(Overlay.Of(overlay).Named<V1RoleBinding>("silo").Subjects).Name);
        }
    }

    // The control: without the labels a silo would change its pod, which the role does not allow.
    [Fact]
    public async Task Silo_WithoutItsLabels_WouldPatchItsPod() =>
        Assert.Contains("patch", await VerbsOfASiloAsync(new Dictionary<string, string>()));

    private static async Task<IEnumerable<string>> VerbsOfASiloAsync(IReadOnlyDictionary<string, string> labels)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var api = new PodsApi("silo-0", labels);
        await api.StartAsync(cancellationToken);
        // The package reads these itself.
        Environment.SetEnvironmentVariable("POD_NAME", "silo-0");
        Environment.SetEnvironmentVariable("POD_NAMESPACE", "conversations");
        var address = api.Address;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = ("conversations", "eastus"))
            .AddPodMembership(
                new ConfigurationBuilder().AddInMemoryCollection(InPod).Build(),
                () => new KubernetesClientConfiguration { Host = address, Namespace = "conversations" }));
        using var host = builder.Build();
        await host.StartAsync(cancellationToken).WaitAsync(Bound, TimeProvider.System, cancellationToken);
        Assert.Equal("silo-0", host.Services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName);
        Assert.Equal("eastus", host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId);
        await api.Watched.WaitAsync(Bound, TimeProvider.System, cancellationToken);
        await host.StopAsync(cancellationToken).WaitAsync(Bound, TimeProvider.System, cancellationToken);
        return api.Verbs;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
