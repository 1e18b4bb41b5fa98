using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers;

/// <summary>A conversation prefers the home region of its business number, else the first region of the configured order.</summary>
internal sealed class HomeRegions(RegionMap regions, IBusinessNumbers numbers) : IPrimaryRegionPolicy
{
    public RegionId PrimaryOf(string key) => NumberOf(key)?.Home ?? regions.All[0];

    public RegionId? PreviousPrimaryOf(string key) => NumberOf(key)?.PreviousHome;

    private BusinessNumber? NumberOf(string key)
    {
        var table = numbers.Current;
        if (table.Numbers.Count == 0)
        {
            return null;
        }

        var channelEnd = key.IndexOf('/', StringComparison.Ordinal);
        var numberEnd = channelEnd < 0 ? -1 : key.IndexOf('/', channelEnd + 1);
        return numberEnd < 0 ? null : table.Find(key[..channelEnd], key[(channelEnd + 1)..numberEnd]);
    }
}
