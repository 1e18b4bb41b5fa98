using System.Text.Json.Nodes;
using Confluent.Kafka;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>The failover events that a region's hosts sent to its topic.</summary>
internal static class FailoverEvents
{
    private static readonly TimeSpan Once = TimeSpan.FromSeconds(1);

    /// <summary>The first one of a status, waited for within a bound.</summary>
    public static Task<JsonNode> FirstAsync(RegionPlan region, string status, TimeSpan bound, CancellationToken cancellationToken) =>
        Task.Run(() => First(region, status, bound, cancellationToken), cancellationToken);

    private static JsonNode First(RegionPlan region, string status, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var reader = new ConsumerBuilder<Ignore, string>(new ConsumerConfig { BootstrapServers = $"127.0.0.1:{region.KafkaPort}", GroupId = "test" })
            .SetLogHandler((_, _) => { })
            .Build();
        reader.Assign(new TopicPartitionOffset(LocalTopology.Analytics, 0, Offset.Beginning));
        var others = new List<string?>();
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < bound;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Consume(Once) is not { } record)
            {
                continue;
            }

            var read = JsonNode.Parse(record.Message.Value)!;
            if ((string?)read["status"] == status)
            {
                return read;
            }

            others.Add((string?)read["status"]);
        }

        throw new TimeoutException($"No event '{status}' came to the topic of {region.Name} within {bound}; there were [{string.Join(", ", others)}].");
    }
}
