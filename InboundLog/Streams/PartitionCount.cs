using Confluent.Kafka;
using OrleansFailover.InboundLog.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>Asks the cluster how many partitions the topic has.</summary>
internal static class PartitionCount
{
    /// <exception cref="InboundLogException">No answer within <see cref="InboundLogOptions.MetadataTimeout"/>, or no such topic.</exception>
    public static async Task<int> ReadAsync(KafkaClients clients, InboundLogOptions options, CancellationToken cancellationToken)
    {
        if (options.Partitions > 0)
        {
            return options.Partitions;
        }

        try
        {
            // The request blocks its thread.
            return await Task.Run(() => Read(clients, options), cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException exception)
        {
            throw new InboundLogException(
                $"Topic {options.Topic} could not be read from the cluster within MetadataTimeout ({options.MetadataTimeout}): {exception.Error.Code}. "
                + "Check InboundLog:BootstrapServers, InboundLog:Topic and the credentials, or set InboundLog:Partitions.");
        }
    }

    private static int Read(KafkaClients clients, InboundLogOptions options)
    {
        using var client = clients.Producer(options, static (_, _) => { });
        using var admin = new DependentAdminClientBuilder(client.Handle).Build();
        var topic = admin.GetMetadata(options.Topic, options.MetadataTimeout).Topics.SingleOrDefault();
        if (topic is null || topic.Error.IsError || topic.Partitions.Count == 0)
        {
            throw new KafkaException(topic?.Error is { IsError: true } error ? error : new Error(ErrorCode.UnknownTopicOrPart));
        }

        return topic.Partitions.Count;
    }
}
