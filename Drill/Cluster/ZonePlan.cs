using System.Security.Cryptography;

namespace OrleansFailover.Drill.Cluster;

/// <summary>A zone of residency with one region that is home to it, and the folder with the keys of both.</summary>
/// <param name="Name">The zone.</param>
/// <param name="Home">The region.</param>
/// <param name="Country">The country whose senders are restricted to it.</param>
/// <param name="Folder">Where the keys are: the public half for everybody, and a folder that only the home region is told of.</param>
public sealed record ZonePlan(string Name, string Home, string Country, string Folder)
{
    private const int KeyBits = 3072;

    /// <summary>The public half of the zone's key, for every region.</summary>
    public string PublicKeyFile => Path.Combine(Folder, $"{Name}-1.pub.pem");

    /// <summary>The private half, for the home region.</summary>
    public string PrivateKeyFile => Path.Combine(HomeFolder, $"{Name}-1.key.pem");

    /// <summary>Where the home region keeps the keys of conversations. It is a volume: it outlives the processes of the region.</summary>
    public string KeyDirectory => Path.Combine(HomeFolder, "conversation-keys");

    private string HomeFolder => Path.Combine(Folder, $"only-{Home}");

    /// <summary>The zone of the drills, Germans at home in one region, with a key pair that nobody has seen before.</summary>
    public static ZonePlan Draw(string runFolder, string home)
    {
        var zone = new ZonePlan("eu", home, "DE", Path.Combine(runFolder, "zone-eu"));
        Directory.CreateDirectory(zone.KeyDirectory);
        using var key = RSA.Create(KeyBits);
        File.WriteAllText(zone.PublicKeyFile, key.ExportSubjectPublicKeyInfoPem());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(zone.PrivateKeyFile, options);
        file.Write(key.ExportPkcs8PrivateKeyPem());
        return zone;
    }

    /// <summary>What the hosts of a region are told: the rules and the public half, and at home where the private one is.</summary>
    public IReadOnlyDictionary<string, string> Settings(string region)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Residency__Zones__0__Name"] = Name,
            ["Residency__Zones__0__Regions__0"] = Home,
            ["Residency__Zones__0__Keys__0__Use"] = "Current",
            ["Residency__Zones__0__Keys__0__PublicKeyFile"] = PublicKeyFile,
            ["Residency__Rules__0__Name"] = "drill",
            ["Residency__Rules__0__Zone"] = Name,
            ["Residency__Rules__0__Countries__0"] = Country,
        };
        if (region == Home)
        {
            settings["Residency__Zones__0__Keys__0__PrivateKeyFile"] = PrivateKeyFile;
            settings["Residency__Sealing__KeyDirectory"] = KeyDirectory;
        }

        return settings;
    }
}
