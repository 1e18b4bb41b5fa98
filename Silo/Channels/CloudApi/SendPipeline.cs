using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Outbound;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Total timeout, then retries of what certainly did not arrive, then the timeout of one attempt. What the channel refuses for its pace is the lanes' business.</summary>
internal static class SendPipeline
{
    public const string Name = "cloud-api";

    /// <summary>The reply that a run of the pipeline sends.</summary>
    public static readonly ResiliencePropertyKey<OutboundReply> Reply = new("reply");

    /// <summary>When the run began, by the time provider's timestamp.</summary>
    public static readonly ResiliencePropertyKey<long> Started = new("started");

    public static void Build(ResiliencePipelineBuilder<Attempt> builder, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<CloudApiOptions>>().Value;
        var logger = services.GetRequiredService<ILogger<CloudApiReplySender>>();
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        builder.TimeProvider = time;
        builder.AddTimeout(options.TotalTimeout);
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(RetryOptions(options, time, logger));
        }

        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout });
    }

    private static RetryStrategyOptions<Attempt> RetryOptions(CloudApiOptions options, TimeProvider time, ILogger logger) => new()
    {
        MaxRetryAttempts = options.MaxRetries,
        // A wait that ends after the total timeout would only lose what is known about the last attempt.
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome is { Exception: null, Result.Retry: RetryAdvice.Soon }
            && time.GetElapsedTime(arguments.Context.Properties.GetValue(Started, 0L)) + LongestDelay(arguments.AttemptNumber, options) < options.TotalTimeout),
        DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Delay(arguments.AttemptNumber, options)),
        OnRetry = arguments =>
        {
            var reply = arguments.Context.Properties.GetValue(Reply, null!);
            logger.SendRetried(reply.Conversation, reply.ReplyId, arguments.Outcome.Result.Result.Reason, arguments.RetryDelay, arguments.AttemptNumber + 1);
            return ValueTask.CompletedTask;
        },
    };

    private static TimeSpan LongestDelay(int attempt, CloudApiOptions options) => options.RetryDelay * (1.5 * Math.Pow(2, attempt));

    // Half to one and a half of the step, so that silos that were refused together do not come back together.
    private static TimeSpan Delay(int attempt, CloudApiOptions options) =>
        options.RetryDelay * (Math.Pow(2, attempt) * (0.5 + Random.Shared.NextDouble()));
}
