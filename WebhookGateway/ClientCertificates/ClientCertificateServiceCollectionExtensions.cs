using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

internal static class ClientCertificateServiceCollectionExtensions
{
    /// <summary>The check of the channel's client certificate; off unless the section <c>ClientCertificate</c> turns it on.</summary>
    public static IServiceCollection AddClientCertificates(this IServiceCollection services)
    {
        services.AddOptions<ClientCertificateOptions>().BindConfiguration(ClientCertificateOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClientCertificateOptions>, ClientCertificateOptionsValidator>();
        services.AddSingleton<IValidateOptions<ClientCertificateOptions>, ClientCertificateOptionsCrossValidator>();
        services.AddMetrics();
        services.AddSingleton<ClientCertificateMetrics>();
        services.AddSingleton<CertificateAuthorities>();
        services.AddSingleton<ClientCertificateVerifier>();
        services.AddSingleton<ClientCertificateGate>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelClientCertificates>();
        return services;
    }
}
