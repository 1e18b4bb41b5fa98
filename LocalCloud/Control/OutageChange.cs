namespace OrleansFailover.LocalCloud.Control;

/// <summary>Body of <c>PUT /control/outage</c>: true switches a part off, false on; what is left out stays as it is.</summary>
/// <param name="Cosmos">Every request answers 503, and nothing is replicated.</param>
/// <param name="Redis">The port and every connection close.</param>
/// <param name="Kafka">The port and every connection close; messages stay.</param>
/// <param name="KeepRedisData">Whether the data is there again after the outage. Default true.</param>
internal sealed record OutageChange(bool? Cosmos, bool? Redis, bool? Kafka, bool KeepRedisData = true);
