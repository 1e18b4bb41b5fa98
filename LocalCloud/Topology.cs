namespace OrleansFailover.LocalCloud;

/// <summary>The regions of the account, in account order, and which of them is this one.</summary>
internal sealed class Topology
{
    public Topology(string self, IEnumerable<RegionEndpoint> regions)
    {
        Regions = [.. regions.Select(region => new TopologyRegion(RegionName.Normalize(region.Name), region.CosmosEndpoint!))];
        Self = Array.FindIndex([.. Regions], region => region.Name == RegionName.Normalize(self));
        Signature = string.Join(',', Regions.Select(region => region.Name));
    }

    public IReadOnlyList<TopologyRegion> Regions { get; }

    public int Self { get; }

    public int Count => Regions.Count;

    /// <summary>Position of a region stands for it in vectors, so two regions must agree on the list before they exchange anything.</summary>
    public string Signature { get; }

    /// <summary>The hub's verdict on a conflict is final.</summary>
    public bool SelfIsHub => Self == 0;

    public int IndexOf(string name)
    {
        var normalized = RegionName.Normalize(name);
        for (var index = 0; index < Regions.Count; index++)
        {
            if (Regions[index].Name == normalized)
            {
                return index;
            }
        }

        return -1;
    }
}
