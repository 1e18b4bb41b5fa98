using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>
/// One region's document of one grain: what Cosmos holds and, packed, what the standby copies hold as that region's last turn.
/// <code>
/// {"id":"westeurope","pk":"whatsapp/1065/4917","schema":1,"head":"9f3a…:12","written":{"9f3a…":12,"77b0…":9},"state":{…}}
/// </code>
/// </summary>
/// <param name="Key">The grain key; the partition key.</param>
/// <param name="Region">The region that wrote it; the document id.</param>
/// <param name="Head">The write that made it.</param>
/// <param name="Version">Every write it holds, the head included.</param>
/// <param name="Content">The whole document as UTF-8 JSON.</param>
internal sealed record RegionalDocument(string Key, RegionId Region, VersionStamp Head, VersionVector Version, ReadOnlyMemory<byte> Content);
