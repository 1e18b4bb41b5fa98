using System.Diagnostics.Metrics;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>What the sender measures.</summary>
public sealed class CloudApiMetrics
{
    public const string MeterName = "OrleansFailover.CloudApi";

    private readonly Histogram<double> requests;

    public CloudApiMetrics(IMeterFactory meters) =>
        requests = meters.Create(MeterName).CreateHistogram<double>("cloud_api.request.duration", "s", "Requests to the channel, by outcome.");

    /// <summary>One request was answered or given up.</summary>
    public void RequestEnded(TimeSpan duration, SendOutcome outcome) =>
        requests.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
