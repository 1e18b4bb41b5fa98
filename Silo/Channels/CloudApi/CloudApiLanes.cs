using Microsoft.Extensions.Options;
using OrleansFailover.Silo.Channels.Lanes;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>The lanes of the Cloud API, with its pace.</summary>
internal sealed class CloudApiLanes(IOptions<CloudApiOptions> options, TimeProvider time, LaneMetrics metrics, ILogger<SendLanes> logger)
{
    public SendLanes Lanes { get; } = new(LimitsOf(options.Value), time, metrics, logger);

    private static LaneLimits LimitsOf(CloudApiOptions options) => new()
    {
        Channel = BusinessNumbers.Settings.ChannelNames.WhatsApp,
        PairBurst = options.PairBurst,
        PairInterval = options.PairInterval,
        NumberBurst = Math.Max(1, options.MessagesPerSecond),
        NumberInterval = options.MessagesPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1) / options.MessagesPerSecond,
        NumberRetryDelay = options.RetryDelay,
        PauseInterval = options.PauseInterval,
    };
}
