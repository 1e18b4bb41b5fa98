using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>The rendered objects of an overlay.</summary>
internal sealed partial class Overlay
{
    public const string Local = "local";

    /// <summary>The overlays of regions.</summary>
    public static readonly string[] Regions = ["eastus", "westeurope"];

    public static readonly string[] All = [.. Regions, Local];

    /// <summary>The programs of this repository among the workloads.</summary>
    public static readonly string[] Programs = ["silo", "gateway", "edge", "console"];

    /// <summary>Those of them that run more than once and are scaled. A console is one: a sign-in, and what it saw, are of one process.</summary>
    public static readonly string[] Scaled = ["silo", "gateway", "edge"];

    private static readonly Dictionary<string, Type> OtherKinds = new(StringComparer.Ordinal)
    {
        ["secrets-store.csi.x-k8s.io/v1/SecretProviderClass"] = typeof(SecretProviderClass),
        ["monitoring.coreos.com/v1/PrometheusRule"] = typeof(PrometheusRule),
    };

    private static readonly Dictionary<string, Lazy<Overlay>> Rendered =
        All.ToDictionary(name => name, name => new Lazy<Overlay>(() => new Overlay(name, Kubectl.Kustomize(FolderOf(name)))));

    public Overlay(string name, string yaml)
    {
        Name = name;
        Yaml = yaml;
        Objects = [.. Read(yaml)];
    }

    public string Name { get; }

    public string Yaml { get; }

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; }

    /// <summary>The deployments and stateful sets that run this repository's programs.</summary>
    public IEnumerable<Workload> Workloads =>
        from thing in Objects
        let workload = thing switch
        {
            V1Deployment deployment => new Workload("Deployment", deployment.Metadata.Name, deployment.Spec.Selector, deployment.Spec.Template),
            V1StatefulSet set => new Workload("StatefulSet", set.Metadata.Name, set.Spec.Selector, set.Spec.Template),
            _ => null,
        }
        where workload is not null && Programs.Contains(workload.Name)
        select workload;

    public static Overlay Of(string name) => Rendered[name].Value;

    public static string FolderOf(string name) => Repository.PathOf("k8s", "overlays", name);

    /// <summary>Reads objects; a field that their kind does not have is an error.</summary>
    public static IEnumerable<IKubernetesObject<V1ObjectMeta>> Read(string yaml) =>
        KubernetesYaml.LoadAllFromString(yaml, OtherKinds, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>();

    public IEnumerable<T> OfKind<T>() => Objects.OfType<T>();

    public T Named<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> =>
        Assert.Single(OfKind<T>(), thing => thing.Metadata.Name == name);

    public Workload Workload(string name) => Assert.Single(Workloads, workload => workload.Name == name);

    /// <summary>Every environment variable of a workload with its value; those that the cluster fills in have the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Environment(string workload)
    {
        var container = Workload(workload).Container;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var (name, value) in Named<V1ConfigMap>(source.ConfigMapRef.Name).Data)
            {
                values[name] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            values[variable.Name] = variable.Value ?? variable.ValueFrom.FieldRef.FieldPath;
        }

        return values;
    }

    /// <summary>The files of a workload's <c>Secrets:Directory</c>: each is a setting.</summary>
    public IReadOnlyList<string> SecretFiles(string workload)
    {
        var path = Environment(workload).GetValueOrDefault("Secrets__Directory");
        var mount = Workload(workload).Container.VolumeMounts.FirstOrDefault(mount => mount.MountPath == path);
        if (mount is null)
        {
            return [];
        }

        var volume = Assert.Single(Workload(workload).Pod.Volumes, volume => volume.Name == mount.Name);
        return volume.Csi is { } csi
            ? [.. Named<SecretProviderClass>(csi.VolumeAttributes["secretProviderClass"]).Spec.Files()]
            : [.. Named<V1Secret>(volume.Secret.SecretName).Data.Keys];
    }

    /// <summary>A name without the hash that a generated map or secret has at its end.</summary>
    public static string WithoutHash(string text) => Hash().Replace(text, "$1");

    [GeneratedRegex(@"((?:settings|secrets))-[0-9a-z]{10}\b")]
    private static partial Regex Hash();
}
