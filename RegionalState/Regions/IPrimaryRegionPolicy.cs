using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Which region a conversation prefers. Pure, and the same answer in every region: its Redis holds the conversation's claims.</summary>
public interface IPrimaryRegionPolicy
{
    /// <param name="key">The grain key.</param>
    RegionId PrimaryOf(string key);

    /// <summary>
    /// The region that was primary before, while a change of it goes through the regions; null at any other time. Events are then claimed in
    /// both, so that a region that does not know of the change yet, and one that knows it is over, never take the same event.
    /// </summary>
    /// <param name="key">The grain key.</param>
    RegionId? PreviousPrimaryOf(string key) => null;
}
