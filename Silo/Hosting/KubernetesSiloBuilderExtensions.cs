using k8s;

namespace OrleansFailover.Silo.Hosting;

/// <summary>Ties a silo to its pod.</summary>
internal static class KubernetesSiloBuilderExtensions
{
    // Kubernetes tells every container where its API server is; the pod's name is ours to pass on.
    private static readonly string[] InPod = ["KUBERNETES_SERVICE_HOST", "POD_NAME", "POD_NAMESPACE"];

    /// <summary>
    /// In a pod: the silo has the pod's name, and a silo whose pod is seen to go is declared dead at once instead of after missed probes. The cluster's
    /// and the service's names stay those of the section <c>Clustering</c>, and so does the address. Anywhere else: nothing.
    /// </summary>
    /// <param name="client">How the API server is reached; null: as the pod's service account says.</param>
    public static ISiloBuilder AddPodMembership(this ISiloBuilder silo, IConfiguration configuration, Func<KubernetesClientConfiguration>? client = null)
    {
        if (InPod.Any(name => string.IsNullOrEmpty(configuration[name])))
        {
            return silo;
        }

        return silo.UseKubernetesHosting(options =>
        {
            if (client is not null)
            {
                options.Configure(hosting => hosting.GetClientConfiguration = client);
            }
        });
    }
}
