using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>RSA keys as files, made when a test asks for them first; one folder a test run.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSA>> Made = new(StringComparer.Ordinal);
    private static readonly string Folder = Directory.CreateTempSubdirectory("residency-keys-").FullName;

    static TestKeys() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    public static RSA Of(string name) => Made.GetOrAdd(name, _ => new(() => Make(name, 3072))).Value;

    public static string PublicFile(string name)
    {
        _ = Of(name);
        return Path.Combine(Folder, name + ".pub.pem");
    }

    public static string PrivateFile(string name)
    {
        _ = Of(name);
        return Path.Combine(Folder, name + ".key.pem");
    }

    /// <summary>A file with any text.</summary>
    public static string TextFile(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static RSA Make(string name, int bits)
    {
        var key = RSA.Create(bits);
        File.WriteAllText(Path.Combine(Folder, name + ".pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(Path.Combine(Folder, name + ".key.pem"), key.ExportPkcs8PrivateKeyPem());
        return key;
    }
}
