using OrleansFailover.Bench.Payloads;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Load.Http;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;

namespace OrleansFailover.Load.Stages;

/// <summary>Customers who write to a region of a cluster, the first one unless it is said, and are answered.</summary>
internal sealed class Talk(BenchCluster cluster, ReplySink sink, StageSettings settings, RegionProcesses? region = null)
{
    private const int TextLength = 60;
    private const int WarmConnections = 16;
    private static readonly TimeSpan ReplyBound = TimeSpan.FromSeconds(20);

    private int _number;

    private int Port => (region ?? cluster.First).Plan.GatewayPort;

    /// <summary>A number that no message had.</summary>
    public int NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>The grain key of a customer.</summary>
    public static string KeyOf(int customer) => $"whatsapp/{BusinessNumber.Default.PhoneNumberId}/{TextWebhook.User(customer)}";

    /// <summary>A signed webhook with one short message of a customer, written now.</summary>
    public byte[] Webhook(int customer) =>
        PreparedWebhooks.Request(TextWebhook.Of([TextWebhook.Message(customer, NextNumber(), settings.Time.GetUtcNow(), TextLength)]));

    /// <summary>How long it takes from the webhook until the reply has reached the channel.</summary>
    public async Task<TimeSpan> AskAsync(WebhookConnection connection, int customer, CancellationToken cancellationToken)
    {
        var webhook = Webhook(customer);
        var reply = sink.NextAsync(TextWebhook.User(customer));
        var started = settings.Time.GetTimestamp();
        var answer = connection.Send(webhook);
        if (answer.Status != StatusCodes.Status200OK)
        {
            throw new InvalidOperationException($"A webhook was answered {answer.Status}.");
        }

        return settings.Time.GetElapsedTime(started, await reply.WaitAsync(ReplyBound, settings.Time, cancellationToken));
    }

    public WebhookConnection Connect() => new(Port);

    /// <summary>Lets each of these customers write once and be answered, several at a time.</summary>
    public async Task WarmAsync(int firstCustomer, int count, CancellationToken cancellationToken)
    {
        var next = firstCustomer - 1;
        await Task.WhenAll(Enumerable.Range(0, WarmConnections).Select(_ => Task.Run(
            async () =>
            {
                using var connection = Connect();
                int customer;
                while ((customer = Interlocked.Increment(ref next)) < firstCustomer + count)
                {
                    await AskAsync(connection, customer, cancellationToken);
                }
            },
            cancellationToken)));
    }
}
