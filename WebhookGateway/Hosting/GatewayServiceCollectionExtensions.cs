using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

internal static class GatewayServiceCollectionExtensions
{
    /// <summary>The role's options and the listener's limits: what both roles share.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.AddSingleton<ConcurrencyGate>();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>The role from configuration; <see cref="GatewayRole.Region"/> when it is not set.</summary>
    /// <exception cref="InvalidOperationException">The value is no role.</exception>
    public static GatewayRole GatewayRole(this IConfiguration configuration)
    {
        var value = configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.Role)}"];
        if (string.IsNullOrEmpty(value))
        {
            return Hosting.GatewayRole.Region;
        }

        return Enum.TryParse<GatewayRole>(value, ignoreCase: true, out var role) && Enum.IsDefined(role)
            ? role
            : throw new InvalidOperationException($"Gateway:Role is '{value}'; it must be Region or Edge.");
    }
}
