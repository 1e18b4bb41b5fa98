using Confluent.Kafka;

namespace OrleansFailover.InboundLog.Kafka;

/// <summary>The librdkafka settings that producers and readers share.</summary>
internal static class KafkaClientSettings
{
    public static T Apply<T>(T config, InboundLogOptions options)
        where T : ClientConfig
    {
        config.BootstrapServers = options.BootstrapServers;
        config.SecurityProtocol = options.SecurityProtocol;
        if (options.SaslMechanism is { } mechanism)
        {
            config.SaslMechanism = mechanism;
        }

        if (options.SaslMechanism == SaslMechanism.Plain)
        {
            config.SaslUsername = options.SaslUsername;
            config.SaslPassword = options.SaslPassword;
        }

        config.ReconnectBackoffMs = (int)options.ReconnectBackoff.TotalMilliseconds;
        config.ReconnectBackoffMaxMs = (int)options.ReconnectBackoffMax.TotalMilliseconds;
        config.SocketNagleDisable = true;
        config.SocketKeepaliveEnable = true;
        config.SocketTimeoutMs = 10_000;
        // Azure drops a connection that was silent for four minutes, without telling the client.
        config.ConnectionsMaxIdleMs = 180_000;
        config.MetadataMaxAgeMs = 180_000;
        config.AllowAutoCreateTopics = false;
        return config;
    }
}
