using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansFailover.Silo.Hosting.Membership;

/// <summary>Registers what keeps the membership of a cluster when its store loses it.</summary>
internal static class MembershipServiceCollectionExtensions
{
    /// <summary>Puts <see cref="RestoringMembershipTable"/> before the table that the clustering provider registered.</summary>
    /// <exception cref="InvalidOperationException">No provider did.</exception>
    public static IServiceCollection AddMembershipRestore(this IServiceCollection services)
    {
        var table = services.LastOrDefault(service => service.ServiceType == typeof(IMembershipTable) && !service.IsKeyedService)
            ?? throw new InvalidOperationException($"Register a clustering provider before {nameof(AddMembershipRestore)}.");
        return services.Replace(ServiceDescriptor.Singleton<IMembershipTable>(provider =>
            ActivatorUtilities.CreateInstance<RestoringMembershipTable>(provider, Create(provider, table))));
    }

    private static IMembershipTable Create(IServiceProvider provider, ServiceDescriptor table) => (IMembershipTable)(
        table.ImplementationInstance
        ?? table.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, table.ImplementationType!));
}
