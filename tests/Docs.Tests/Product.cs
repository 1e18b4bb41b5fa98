using System.Reflection;

namespace OrleansFailover.Docs.Tests;

/// <summary>The assemblies of the product and the folder of its sources.</summary>
internal static class Product
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
<<<<<<< HEAD
        .. new[] { "Grains.Interfaces", "Grains", "BusinessNumbers", "InboundLog", "RegionalState", "Silo", "DeadLetters", "WebhookGateway", "LocalCloud" }.Select(Assembly.Load),
=======
        .. new[] { "Grains.Interfaces", "Grains", "InboundLog", "RegionalState", "Silo", "DeadLetters", "Residency", "WebhookGateway", "LocalCloud" }.Select(Assembly.Load),
>>>>>>> cd6de7ef3d6c01425c94a28a78fb57847a4fd902
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
