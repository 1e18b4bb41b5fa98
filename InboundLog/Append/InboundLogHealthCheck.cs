using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace OrleansFailover.InboundLog.Append;

/// <summary>Healthy when the cluster answers for the topic and the last append was acknowledged. Bounded by <see cref="InboundLogOptions.MetadataTimeout"/>.</summary>
internal sealed class InboundLogHealthCheck(KafkaInboundLog log, IOptions<InboundLogOptions> options, TimeProvider timeProvider) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var timeout = options.Value.MetadataTimeout;
        try
        {
            // The request blocks its thread.
            var partitions = await Task.Run(() => Partitions(timeout), cancellationToken)
                .WaitAsync(timeout + TimeSpan.FromMilliseconds(500), timeProvider, cancellationToken).ConfigureAwait(false);
            if (partitions == 0)
            {
                return new(context.Registration.FailureStatus, $"Topic {options.Value.Topic} is not there.");
            }
        }
        catch (Exception exception) when (exception is KafkaException or TimeoutException or ObjectDisposedException)
        {
            var code = (exception as KafkaException)?.Error.Code.ToString() ?? exception.GetType().Name;
            return new(context.Registration.FailureStatus, $"The cluster did not answer within {timeout}: {code}.");
        }

        return log.LastFailure is { } failure
            ? new(context.Registration.FailureStatus, $"The last append failed. {failure}")
            : HealthCheckResult.Healthy();
    }

    private int Partitions(TimeSpan timeout)
    {
        using var admin = new DependentAdminClientBuilder(log.Handle).Build();
        var topic = admin.GetMetadata(options.Value.Topic, timeout).Topics.SingleOrDefault();
        return topic is null || topic.Error.IsError ? 0 : topic.Partitions.Count;
    }
}
