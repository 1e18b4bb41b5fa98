namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Which log gets a failover event next. Pure.</summary>
internal static class AnalyticsLogPolicy
{
    /// <summary>No log was tried yet; one bit a place.</summary>
    public const int NoneTried = 0;

    public static int With(int tried, int place) => tried | (1 << place);

    /// <summary>The first one that is up; with none, the first one at all, for it may be back.</summary>
    /// <param name="logs">How many there are.</param>
    /// <param name="isUp">Whether the one at a place is up.</param>
    /// <param name="tried">Those that did not take this event.</param>
    /// <returns>Its place; null when every one was tried.</returns>
    public static int? Next(int logs, Func<int, bool> isUp, int tried)
    {
        int? first = null;
        for (var place = 0; place < logs; place++)
        {
            if ((tried & (1 << place)) != 0)
            {
                continue;
            }

            if (isUp(place))
            {
                return place;
            }

            first ??= place;
        }

        return first;
    }
}
