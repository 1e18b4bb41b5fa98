using System.Text.Json.Serialization;

namespace OrleansFailover.Drill.Cluster;

/// <summary>What can be seen of a region from outside.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegionState>))]
public enum RegionState
{
    /// <summary>A process of it is not running.</summary>
    Down,

    /// <summary>Its processes are being started.</summary>
    Starting,

    /// <summary>Its processes run, and it does not call itself ready.</summary>
    Recovering,

    /// <summary>It takes webhooks.</summary>
    Up,
}
