using System.Reflection;
using System.Runtime.InteropServices;

namespace OrleansFailover.LocalCloud.Kafka;

/// <summary>
/// Finds a build of librdkafka that this system can load. The plain Linux build wants libsasl2.so.3, which Debian has not; the one made
/// for CentOS 8 has everything inside.
/// </summary>
internal static class KafkaLibrary
{
    public const string Name = "localcloud-librdkafka";

    private static readonly string[] FileNames =
        ["centos8-librdkafka.so", "librdkafka.so", "alpine-librdkafka.so", "librdkafka.dylib", "librdkafka.dll"];

    private static readonly Lazy<nint> Handle = new(Load);

    public static void Register() => _ = Handle.Value;

    private static nint Load()
    {
        var handle = Find();
        NativeLibrary.SetDllImportResolver(typeof(KafkaLibrary).Assembly, (name, _, _) => name == Name ? handle : 0);
        return handle;
    }

    private static nint Find()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location) is { Length: > 0 } path ? path : AppContext.BaseDirectory;
        foreach (var candidate in FileNames)
        {
            foreach (var place in new[] { Path.Combine(folder, "runtimes", Rid(), "native"), folder })
            {
                var file = Path.Combine(place, candidate);
                if (File.Exists(file) && NativeLibrary.TryLoad(file, out var handle))
                {
                    return handle;
                }
            }
        }

        return NativeLibrary.TryLoad("librdkafka", out var installed)
            ? installed
            : throw new DllNotFoundException($"No librdkafka for {Rid()} could be loaded from {folder}.");
    }

    private static string Rid()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
