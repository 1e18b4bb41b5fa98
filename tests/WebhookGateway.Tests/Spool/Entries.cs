using System.Text;
using OrleansFailover.WebhookGateway.Spool;

namespace OrleansFailover.WebhookGateway.Tests.Spool;

internal static class Entries
{
    public static SpoolEntry Of(string body) => new()
    {
        Reason = "log-unavailable",
        Region = "eastus",
        ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(1763900010),
        CrossingCount = 1,
        PrimaryUnreachable = true,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Signature = "sha256=00",
        ContentType = "application/json",
        Body = Encoding.UTF8.GetBytes(body),
    };

    public static string BodyOf(SpoolEntry entry) => Encoding.UTF8.GetString(entry.Body.Span);
}
