namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>
/// Times how long each incident of a region kept webhooks waiting: from the first webhook or probe that it failed to the first webhook that another region took after that. An
/// incident is over once the region answers a probe. Safe for many threads.
/// </summary>
internal sealed class RegionIncidents(TimeProvider timeProvider, EdgeMetrics metrics)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Incident> open = new(StringComparer.Ordinal);
    private volatile bool any;

    /// <summary>The region failed a webhook or a probe.</summary>
    /// <param name="since">The timestamp of the webhook's arrival, or of the probe's end.</param>
    public void Failed(string region, long since)
    {
        lock (changing)
        {
            any = true;
            if (!open.TryGetValue(region, out var incident))
            {
                open[region] = new(since, IsRecovered: false);
            }
            else if (!incident.IsRecovered && since < incident.Since)
            {
                open[region] = incident with { Since = since };
            }
        }
    }

    /// <summary>The region answered a probe with 200.</summary>
    public void Answers(string region)
    {
        if (any)
        {
            lock (changing)
            {
                open.Remove(region);
                any = open.Count > 0;
            }
        }
    }

    /// <summary>A region took a webhook, now.</summary>
    public void Taken(string by)
    {
        if (!any)
        {
            return;
        }

        lock (changing)
        {
            foreach (var (region, incident) in open)
            {
                if (region != by && !incident.IsRecovered)
                {
                    // Changing a value is allowed in the loop; adding and removing keys is not.
                    open[region] = incident with { IsRecovered = true };
                    metrics.Recovered(region, timeProvider.GetElapsedTime(incident.Since));
                }
            }
        }
    }

    private readonly record struct Incident(long Since, bool IsRecovered);
}
