using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>The headers that say how a webhook came to a region. The edge strips them from outside; between gateways they are kept.</summary>
internal static class FailoverHeaders
{
    /// <summary>How often the webhook crossed regions; a webhook without it did not.</summary>
    public const string Count = "x-failover-count";

    /// <summary>Why it crossed; one of <see cref="FailoverReason"/>.</summary>
    public const string Reason = "x-failover-reason";

    /// <summary>Reads the headers. A count that cannot be read is 1: whoever set it meant that the webhook crossed, and it must not cross again.</summary>
    public static Crossing Read(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(Count, out var count) || StringValues.IsNullOrEmpty(count))
        {
            return default;
        }

        var times = int.TryParse(count.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return new Crossing(times, times > 0 && headers[Reason] == FailoverReason.PrimaryUnreachable);
    }

    public static bool IsOne(string name) =>
        name.Equals(Count, StringComparison.OrdinalIgnoreCase) || name.Equals(Reason, StringComparison.OrdinalIgnoreCase);
}
