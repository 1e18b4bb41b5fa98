namespace OrleansFailover.WebhookGateway.Forwarding;

internal static class ForwardingServiceCollectionExtensions
{
    /// <summary>Forwarding of webhooks that this region's log did not take to another region's gateway. Needs the regions' options.</summary>
    public static IServiceCollection AddFailoverForwarding(this IServiceCollection services)
    {
        services.AddSingleton<IPeerGateways>(provider => ActivatorUtilities.CreateInstance<PeerGateways>(provider, GatewayHttp.CreateInvoker(TimeSpan.FromSeconds(1))));
        return services;
    }
}
