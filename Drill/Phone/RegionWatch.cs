using System.Collections.Concurrent;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Phone;

/// <summary>Looks at the regions and tells every page when something changed.</summary>
internal sealed class RegionWatch(IRegionSwitches regions, PhoneBook phones, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<RegionView> _last = [];

    public async Task<IReadOnlyList<RegionView>> LookAsync(CancellationToken cancellationToken)
    {
        var states = await Task.WhenAll(regions.Names.Select(region => regions.StateAsync(region, cancellationToken)));
        var views = regions.Names
            .Select((region, index) => new RegionView(region, index == 0, states[index], _problems.GetValueOrDefault(region)))
            .ToList();
        if (!views.SequenceEqual(_last))
        {
            _last = views;
            foreach (var chat in phones.Chats)
            {
                chat.Tell(new PhoneEvent("regions", views));
            }
        }

        return views;
    }

    public async Task KillAsync(string region, CancellationToken cancellationToken)
    {
        _problems.TryRemove(region, out _);
        await regions.KillAsync(region);
        await LookAsync(cancellationToken);
    }

    /// <summary>Starts a region in the background; the page sees how it comes up.</summary>
    public void Restart(string region, CancellationToken stopping) => _ = RestartAsync(region, stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Task look = LookAsync(stoppingToken);
            await look.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RestartAsync(string region, CancellationToken stopping)
    {
        _problems.TryRemove(region, out _);
        try
        {
            await regions.RestartAsync(region, stopping);
        }
        catch (StartException failure)
        {
            _problems[region] = failure.Message;
        }
        catch (OperationCanceledException)
        {
            // The region was killed while it started, or the program ends.
        }
    }
}
