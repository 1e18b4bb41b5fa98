namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>What a gateway process does.</summary>
internal enum GatewayRole
{
    /// <summary>Takes the webhooks of one region into that region's inbound log.</summary>
    Region,

    /// <summary>Stands behind the one hostname that the channel knows and sends each webhook to a healthy region.</summary>
    Edge,
}
