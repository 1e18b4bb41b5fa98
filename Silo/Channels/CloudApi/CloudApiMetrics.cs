using System.Diagnostics.Metrics;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>What the sender measures.</summary>
public sealed class CloudApiMetrics
{
    public const string MeterName = "OrleansFailover.CloudApi";

    private readonly Histogram<double> requests;
    private readonly Counter<long> acknowledgements;

    public CloudApiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        requests = meter.CreateHistogram<double>("cloud_api.request.duration", "s", "Requests to the channel, by outcome.");
        acknowledgements = meter.CreateCounter<long>("cloud_api.acknowledgements", "{message}", "Messages shown to their users as read, by outcome.");
    }

    /// <summary>One request was answered or given up.</summary>
    public void RequestEnded(TimeSpan duration, SendOutcome outcome) =>
        requests.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <summary>A message was shown as read, or could not be, or was left out.</summary>
    public void Acknowledged(string outcome) => acknowledgements.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
