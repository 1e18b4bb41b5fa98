using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>The answer to a channel: a status without a body. Its headers are for who reads logs of a proxy, and for drills: a channel does not look at them.</summary>
internal static class AckResponse
{
    /// <summary>The region that answers.</summary>
    public const string RegionHeader = "x-region";

    /// <summary>There, and <c>missing</c>, on the ack of events of which no other region has a copy.</summary>
    public const string CopiesHeader = "x-standby-copies";

    /// <summary>The headers of an ack that an edge hands on.</summary>
    public static IReadOnlyList<string> Headers { get; } = [RegionHeader, CopiesHeader];

    public static void Write(HttpResponse response, RegionId region, AckOutcome outcome)
    {
        response.StatusCode = outcome is AckOutcome.NotTaken ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        response.ContentLength = 0;
        response.Headers[RegionHeader] = region.Name;
        if (outcome is AckOutcome.AppendedAlone)
        {
            response.Headers[CopiesHeader] = "missing";
        }
    }
}
