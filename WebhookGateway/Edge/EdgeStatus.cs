using System.Text.Json.Serialization;

namespace OrleansFailover.WebhookGateway.Edge;

// { "status": "Healthy", "regions": [
//     { "name": "eastus", "state": "Healthy", "primary": true, "serving": true, "since": "…", "probedAt": "…", "detail": "health 200" } ] }

/// <summary>The body of <c>GET /health</c> of the edge.</summary>
internal sealed record EdgeStatus(string Status, IReadOnlyList<EdgeRegionStatus> Regions)
{
    public static EdgeStatus Of(IReadOnlyList<RegionView> views)
    {
        var health = new RegionHealth[views.Count];
        var usable = false;
        for (var i = 0; i < health.Length; i++)
        {
            health[i] = views[i].State.Health;
            usable |= health[i] is RegionHealth.Healthy or RegionHealth.Returning;
        }

        // The region that a webhook would go to now.
        var serving = EdgeRoutingPolicy.Decide(new(health, [], false, false)).Region;
        var regions = new EdgeRegionStatus[views.Count];
        for (var i = 0; i < regions.Length; i++)
        {
            var view = views[i];
            regions[i] = new(view.Name, view.State.Health, i == 0, i == serving, view.ChangedAt, view.ProbedAt, view.Detail);
        }

        return new(usable ? "Healthy" : "Unhealthy", regions);
    }

    [JsonIgnore]
    public bool IsHealthy => Status == "Healthy";
}

/// <summary>One region, as the edge sees it.</summary>
/// <param name="Serving">True for the region that a webhook would go to now.</param>
/// <param name="Since">Since when it is in this state.</param>
internal sealed record EdgeRegionStatus(
    string Name, RegionHealth State, bool Primary, bool Serving, DateTimeOffset Since, DateTimeOffset? ProbedAt, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EdgeStatus))]
internal sealed partial class EdgeJsonContext : JsonSerializerContext;
