using System.Reflection;

namespace OrleansFailover.Docs.Tests;

/// <summary>The assemblies of the product and the folder of its sources.</summary>
internal static class Product
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. new[] { "Grains.Interfaces", "Grains", "BusinessNumbers", "InboundLog", "RegionalState", "Silo", "DeadLetters", "Residency", "WebhookGateway", "LocalCloud", "Access", "OpsConsole" }.Select(Assembly.Load),
    ];

    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes());

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException($"No solution was found above {AppContext.BaseDirectory}.");
            }

            return folder.FullName;
        }
    }
}
