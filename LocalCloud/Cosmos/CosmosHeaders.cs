namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Names of the protocol's own headers.</summary>
internal static class CosmosHeaders
{
    public const string ActivityId = "x-ms-activity-id";
    public const string ChangeFeed = "A-IM";
    public const string ConsistencyLevel = "x-ms-consistency-level";
    public const string IsBatch = "x-ms-cosmos-is-batch-request";
    public const string IsQuery = "x-ms-documentdb-isquery";
    public const string IsQueryPlan = "x-ms-cosmos-is-query-plan-request";
    public const string IsUpsert = "x-ms-documentdb-is-upsert";
    public const string ItemCount = "x-ms-item-count";
    public const string OwnerId = "x-ms-content-path";
    public const string OwnerName = "x-ms-alt-content-path";
    public const string PartitionKey = "x-ms-documentdb-partitionkey";
    public const string PartitionKeyRangeId = "x-ms-documentdb-partitionkeyrangeid";
    public const string PostTrigger = "x-ms-documentdb-post-trigger-include";
    public const string PreTrigger = "x-ms-documentdb-pre-trigger-include";
    public const string Prefer = "Prefer";
    public const string RequestCharge = "x-ms-request-charge";
    public const string RetryAfter = "x-ms-retry-after-ms";
    public const string SessionToken = "x-ms-session-token";
    public const string SubStatus = "x-ms-substatus";
}
