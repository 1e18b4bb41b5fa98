using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.BusinessNumbers.Reload;

/// <summary>The table in use and what came of the last reload.</summary>
/// <param name="Table">What is in use.</param>
/// <param name="ChangedAt">Since when.</param>
/// <param name="Refused">Why the configuration that was read last is not in use; null when it is.</param>
internal sealed record ReloadStatus(BusinessNumberTable Table, DateTimeOffset ChangedAt, RefusedReload? Refused);
