using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Which region a conversation prefers. Pure, and the same answer in every region: its Redis holds the conversation's claims.</summary>
public interface IPrimaryRegionPolicy
{
    /// <param name="key">The grain key.</param>
    RegionId PrimaryOf(string key);
}
