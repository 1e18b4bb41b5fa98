using System.Security.Cryptography;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.Deploy.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

/// <summary>The overlays with the zone of residency of k8s/zone taken in.</summary>
public sealed class ZoneTests : IDisposable
{
    private const string PublicKeyFile = "Residency:Zones:0:Keys:0:PublicKeyFile";
    private const string PublicHalf = "eu-1.pub.pem";

    private static readonly string[] Programs = ["silo", "gateway"];

    private readonly OverlayCopy _files = new();
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("zone-keys-");
    private readonly Overlay _home;
    private readonly Overlay _abroad;

    public ZoneTests()
    {
        _files.Append("westeurope", "kustomization.yaml", "\ncomponents:\n  - ../../zone\n  - ../../zone/home\n");
        _files.Append("eastus", "kustomization.yaml", "\ncomponents:\n  - ../../zone\n");
        (_home, _abroad) = (_files.Render("westeurope"), _files.Render("eastus"));
    }

    public void Dispose()
    {
        _files.Dispose();
        _keys.Delete(recursive: true);
    }

    [Fact]
    public void Settings_OfAZone_AreBoundAndTheSameButForTheHomesOwn()
    {
        foreach (var program in Programs)
        {
            Assert.Empty(SettingsRules.Errors(program, _home.Environment(program), _home.SecretFiles(program)));
            Assert.Empty(SettingsRules.Errors(program, _abroad.Environment(program), _abroad.SecretFiles(program)));
            Assert.Equal(
                ["Residency__Sealing__KeyDirectory", "Residency__Zones__0__Keys__0__VaultKey"],
                _home.Environment(program).Keys.Except(_abroad.Environment(program).Keys).Order(StringComparer.Ordinal));
            Assert.Equal(Zone(_abroad, program), Zone(_home, program).Where(setting => _abroad.Environment(program).ContainsKey(setting.Key)));
        }

        Assert.DoesNotContain(_home.Environment("edge").Keys, name => name.StartsWith("Residency__", StringComparison.Ordinal));
        Assert.DoesNotContain(Overlay.Of("westeurope").Environment("silo").Keys, name => name.StartsWith("Residency__", StringComparison.Ordinal));
    }

    [Fact]
    public void Start_WithThePublicHalfInItsPlace_RestrictsGermansToTheHome()
    {
        using var key = RSA.Create(3072);
        File.WriteAllText(Path.Combine(_keys.FullName, PublicHalf), key.ExportSubjectPublicKeyInfoPem());
        foreach (var (overlay, program) in from overlay in new[] { _home, _abroad } from program in Programs select (overlay, program))
        {
            using var services = Services(overlay, program);

            var decision = services.GetRequiredService<ResidencyPolicy>().Decide("whatsapp", "106540352242922", ["491701234567"]);

            Assert.Equal(("eu", true), (decision.Zone, decision.IsRestricted));
            Assert.Equal(overlay == _home, decision.IsHome(new RegionId(overlay.Environment(program)["Regions__Current"])));
        }
    }

    // What nobody has the private half of would be lost: it is better not to start.
    [Fact]
    public void Start_WithThePublicHalfAsItIsShipped_IsRefused()
    {
        var mounted = Assert.Single(_home.OfKind<V1ConfigMap>(), map => map.Data.ContainsKey(PublicHalf)).Data[PublicHalf];
        File.WriteAllText(Path.Combine(_keys.FullName, PublicHalf), mounted);
        foreach (var (overlay, program) in from overlay in new[] { _home, _abroad } from program in Programs select (overlay, program))
        {
            using var services = Services(overlay, program);

            var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ResidencyOptions>>().Value);
            Assert.Contains(refused.Failures, failure => failure.Contains("is no PEM text of a PUBLIC KEY", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Volumes_OfTheConversationsKeys_AreTheHomesToWriteForSilosAndToReadForGateways()
    {
        var silo = _home.Workload("silo");
        var claim = _home.Named<V1PersistentVolumeClaim>("conversation-keys");
        var storage = _home.Named<V1StorageClass>(claim.Spec.StorageClassName);
        var volume = Assert.Single(silo.Pod.Volumes, volume => volume.PersistentVolumeClaim?.ClaimName == claim.Metadata.Name);
        var mount = Assert.Single(silo.Container.VolumeMounts, mount => mount.Name == volume.Name);

        Assert.StartsWith(mount.MountPath + "/", _home.Environment("silo")["Residency__Sealing__KeyDirectory"], StringComparison.Ordinal);
        Assert.NotEqual(true, mount.ReadOnlyProperty);
        Assert.Equal(["ReadWriteMany"], claim.Spec.AccessModes);
        Assert.Equal("Retain", storage.ReclaimPolicy);
        Assert.EndsWith("_ZRS", storage.Parameters["skuName"], StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "noac", "lookupcache=none" }, storage.MountOptions.ToHashSet());
        Assert.Empty(_abroad.OfKind<V1PersistentVolumeClaim>());

        var gateway = _home.Workload("gateway");
        var read = Assert.Single(gateway.Pod.Volumes, volume => volume.PersistentVolumeClaim?.ClaimName == claim.Metadata.Name);
        var readMount = Assert.Single(gateway.Container.VolumeMounts, mount => mount.Name == read.Name);
        Assert.Equal((true, true, mount.MountPath), (read.PersistentVolumeClaim.ReadOnlyProperty, readMount.ReadOnlyProperty, readMount.MountPath));
        foreach (var workload in _abroad.Workloads.Concat(_home.Workloads.Where(workload => workload.Name is not ("silo" or "gateway"))))
        {
            Assert.DoesNotContain(workload.Pod.Volumes, volume => volume.PersistentVolumeClaim is not null);
        }
    }

    [Fact]
    public void Volumes_OfThePublicHalves_AreWhereTheSettingsLook()
    {
        foreach (var (overlay, program) in from overlay in new[] { _home, _abroad } from program in Programs select (overlay, program))
        {
            var workload = overlay.Workload(program);
            var file = overlay.Environment(program)["Residency__Zones__0__Keys__0__PublicKeyFile"];
            var mount = Assert.Single(workload.Container.VolumeMounts, mount => mount.MountPath == Path.GetDirectoryName(file));
            var map = overlay.Named<V1ConfigMap>(Assert.Single(workload.Pod.Volumes, volume => volume.Name == mount.Name).ConfigMap.Name);
            Assert.Contains(Path.GetFileName(file), map.Data.Keys);
        }

        Assert.DoesNotContain(_home.Workload("edge").Pod.Volumes, volume => volume.ConfigMap is not null);
    }

    private static IEnumerable<KeyValuePair<string, string>> Zone(Overlay overlay, string program) =>
        overlay.Environment(program).Where(setting => setting.Key.StartsWith("Residency__", StringComparison.Ordinal)).OrderBy(setting => setting.Key, StringComparer.Ordinal);

    // As the program reads them, with the public half from a folder of this test.
    private ServiceProvider Services(Overlay overlay, string program)
    {
        var settings = overlay.Environment(program).ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value);
        settings[PublicKeyFile] = Path.Combine(_keys.FullName, Path.GetFileName(settings[PublicKeyFile]!));
        settings["Residency:IdKey"] = "a key of the masks, thirty-two bytes";
        return new ServiceCollection().AddRestrictedSenders(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }
}
