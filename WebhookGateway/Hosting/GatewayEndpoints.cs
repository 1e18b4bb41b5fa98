using OrleansFailover.WebhookGateway.Admin;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.WebhookGateway.Hosting;

internal static class GatewayEndpoints
{
    /// <summary>The endpoints of a role.</summary>
    public static void MapGateway(this WebApplication app, GatewayRole role)
    {
        app.UseQuietErrors();
        if (role is GatewayRole.Edge)
        {
            app.MapEdge();
            return;
        }

        app.MapWebhook();
        app.MapWasenderWebhooks();
        app.MapRegionHealth();
        app.MapAdmin();
    }
}
