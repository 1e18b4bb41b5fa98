using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>Gives the host's stop the time that <see cref="GatewayStop"/> needs: past it requests in work are cut off.</summary>
internal sealed class StopBudget(IOptions<GatewayOptions> options) : IConfigureOptions<HostOptions>
{
    public void Configure(HostOptions host)
    {
        try
        {
            host.ShutdownTimeout = options.Value.StopDelay + options.Value.DrainTimeout;
        }
        catch (OptionsValidationException)
        {
            // Asked for while the host is built; wrong options are told with those of all other sections, before it starts.
        }
    }
}
