using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.ClientCertificates;

namespace OrleansFailover.WebhookGateway.Hosting;

internal static class GatewayServiceCollectionExtensions
{
    /// <summary>The role's options, the listener's limits and the channel's client certificate: what both roles share.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.AddSingleton<GatewayStop>();
        services.AddHostedService(static provider => provider.GetRequiredService<GatewayStop>());
        services.AddSingleton<IConfigureOptions<HostOptions>, StopBudget>();
        services.AddSingleton<ConcurrencyGate>();
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<BodyReader>();
        services.AddClientCertificates();
        services.SilenceRequestLines();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>
    /// Checks every section of options now and tells all their errors at once. Before anything is mapped or listens: each part that reads its
    /// options would else stop the start with the errors of its own section alone.
    /// </summary>
    /// <exception cref="OptionsValidationException">One section is wrong.</exception>
    /// <exception cref="AggregateException">Several sections are wrong.</exception>
    public static void ValidateOptions(this IHost host) => host.Services.GetRequiredService<IStartupValidator>().Validate();

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
