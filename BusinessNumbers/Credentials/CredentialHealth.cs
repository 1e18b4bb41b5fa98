using Microsoft.Extensions.DependencyInjection;

namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>Registers the health part <c>credentials</c>: does a region have what it needs to send?</summary>
public static class CredentialHealth
{
    /// <summary>The name of the check.</summary>
    public const string CheckName = "credentials";

    /// <summary>On checks that say nothing about whether this process is ready to work.</summary>
    public const string InformsOnly = "informs-only";

    /// <summary>How often findings are exchanged within a region, and so how old a gateway's view of them may be.</summary>
    public static readonly TimeSpan ExchangeInterval = TimeSpan.FromSeconds(5);

    /// <summary>A silo's part, which shares what it finds with the region. Needs the business numbers and the standby copies.</summary>
    public static IServiceCollection AddCredentialReport(this IServiceCollection services)
    {
        services.AddHostedService<CredentialReporter>();
        services.AddHealthChecks().AddCheck<SiloCredentialsCheck>(CheckName, tags: [InformsOnly]);
        return services;
    }

    /// <summary>A gateway's part, which tells what the region's silos found. Needs the business numbers and the pending copies.</summary>
    public static IServiceCollection AddCredentialHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<GatewayCredentialsCheck>(CheckName, tags: [InformsOnly]);
        return services;
    }
}
