using Newtonsoft.Json;

namespace OrleansFailover.LocalCloud.Tests.Support;

/// <summary>A document of the tests.</summary>
public sealed record Note(
    [property: JsonProperty("id")] string Id,
    [property: JsonProperty("pk")] string Pk,
    [property: JsonProperty("text")] string Text)
{
    [JsonProperty("_ts")]
    public long Timestamp { get; init; }

    [JsonProperty("ttl", NullValueHandling = NullValueHandling.Ignore)]
    public int? TimeToLive { get; init; }
}
