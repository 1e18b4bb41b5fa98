using System.Security.Cryptography;

namespace OrleansFailover.Residency.Tests.Sealing;

public sealed class ZoneKeyOptionsTests
{
    private const string Zone = """
        Zones:0:Name=eu
        Zones:0:Regions:0=westeurope
        Rules:0:Name=all
        Rules:0:Zone=eu

        """;

    [Fact]
    public void Validate_HomeAndAway_EachWithItsHalves_IsValid()
    {
        Assert.Empty(SealingHost.Errors("westeurope", Zone + Public(0, "eu-1", "Current") + Private(0, "eu-1") + Store));
        Assert.Empty(SealingHost.Errors("eastus", Zone + Public(0, "eu-1", "Current")));
        Assert.Empty(SealingHost.Errors("westeurope", Zone + Public(0, "eu-1", "Current") + $"Zones:0:Keys:0:VaultKey={FakeVault.AddressOf("a")}\n" + Store));
    }

    [Fact]
    public void Validate_ManyFaults_TellsAllAtOnce()
    {
        using var small = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var errors = string.Join('\n', SealingHost.Errors("westeurope", Zone
            + Public(0, "eu-1", "Current") + Private(0, "eu-2")
            + Public(1, "eu-1", "Current") + Private(1, "eu-1") + $"Zones:0:Keys:1:VaultKey={FakeVault.AddressOf("a")}\n"
            + Public(2, "eu-2", "Accepted")
            + Public(3, "uk-1", "Retired") + Private(3, "uk-1")
            + $"Zones:0:Keys:4:PublicKeyFile={TestKeys.TextFile("small.pem", small.ExportSubjectPublicKeyInfoPem())}\nZones:0:Keys:4:VaultKey=http://name.vault.azure.net/keys/a/b\n"
            + $"Zones:0:Keys:5:PublicKeyFile={TestKeys.TextFile("curve.pem", curve.ExportSubjectPublicKeyInfoPem())}\nZones:0:Keys:5:VaultKey=https://name.vault.azure.net/keys/a\n"
            + $"Zones:0:Keys:6:PublicKeyFile={TestKeys.PrivateFile("eu-1")}\nZones:0:Keys:6:PrivateKeyFile=nowhere.pem\n"
            + $"Zones:0:Keys:7:PublicKey=nonsense\nZones:0:Keys:7:PublicKeyFile=nowhere.pem\nZones:0:Keys:7:Use=7\n"
            + "Sealing:UnwrappedFor=02:00:00\nSealing:MaxUnwrapped=0\n"));

        Assert.All(
            [
                "The zone 'eu' has 2 keys with Use Current",
                "Keys:0: PrivateKeyFile",
                "is not the private half of this public key",
                "Keys:1: exactly one of PrivateKeyFile and VaultKey must be set",
                "is listed more than once (zone 'eu', zone 'eu')",
                "Keys:2: exactly one of PrivateKeyFile and VaultKey must be set",
                "Keys:3: a key with Use Retired opens nothing",
                "is an RSA key of 2048 bits; 3072 to 4096 are allowed",
                "VaultKey (http://name.vault.azure.net/keys/a/b) must be https",
                "curve.pem' is no RSA key",
                "VaultKey (https://name.vault.azure.net/keys/a) must be https",
                "holds a private half",
                "PrivateKeyFile 'nowhere.pem' cannot be read",
                "Keys:7: exactly one of PublicKey and PublicKeyFile must be set",
                "Use",
                "Residency:Sealing:KeyDirectory must be set: westeurope is home",
                "UnwrappedFor",
                "MaxUnwrapped",
            ],
            expected => Assert.Contains(expected, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("BEGIN", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_APrivateHalfAwayFromHome_IsRefused()
    {
        Assert.Contains("this region is none", Assert.Single(SealingHost.Errors("eastus", Zone + Public(0, "eu-1", "Current") + Private(0, "eu-1"))), StringComparison.Ordinal);
        Assert.Contains(
            "this region is none",
            Assert.Single(SealingHost.Errors("eastus", Zone + Public(0, "eu-1", "Current") + $"Zones:0:Keys:0:VaultKey={FakeVault.AddressOf("a")}\n")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mask", true)]
    [InlineData("Deny", true)]
    [InlineData("Allow", false)]
    public void Validate_AZoneWithoutKeys_IsRefusedWhenARuleRestricts(string mode, bool refused) =>
        Assert.Equal(refused, SealingHost.Errors("eastus", Zone + $"Rules:0:WhenHomeIsDown={mode}\n").Any(error => error.Contains("has no Keys", StringComparison.Ordinal)));

    [Fact]
    public void Validate_AKeyOfTwoZones_IsRefused() =>
        Assert.Contains(
            "is listed more than once (zone 'eu', zone 'uk')",
            Assert.Single(SealingHost.Errors(
                "eastus",
                Zone + Public(0, "eu-1", "Current") + Public(0, "eu-1", "Current").Replace("Zones:0", "Zones:1", StringComparison.Ordinal)
                + "Zones:1:Name=uk\nZones:1:Regions:0=westeurope\nRules:0:Countries:0=DE\nRules:1:Name=british\nRules:1:Zone=uk\nRules:1:Countries:0=GB\n")),
            StringComparison.Ordinal);

    private const string Store = "Sealing:KeyDirectory=keys\n";

    private static string Public(int index, string name, string use) => $"Zones:0:Keys:{index}:Use={use}\nZones:0:Keys:{index}:PublicKeyFile={TestKeys.PublicFile(name)}\n";

    private static string Private(int index, string name) => $"Zones:0:Keys:{index}:PrivateKeyFile={TestKeys.PrivateFile(name)}\n";
}
