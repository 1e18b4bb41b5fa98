using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Microsoft.Azure.Cosmos;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>
/// Where and how a regional grain storage keeps its documents. One container holds one joinable state (one document a region and grain key)
/// and any number of ordinary states. Named options: the name is the storage's name.
/// </summary>
public sealed class RegionalCosmosStorageOptions
{
    /// <summary>The largest document the store takes.</summary>
    public const int StoreMaxDocumentBytes = 2 * 1024 * 1024;

    /// <summary>
    /// The endpoint of this region's replica, for example <c>https://account-westeurope.documents.azure.com:443/</c>: the client never leaves
    /// it. With <see cref="AccountRegion"/> it is the endpoint of the whole account instead. Required.
    /// </summary>
    [Required]
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// Null (the default) when <see cref="Endpoint"/> is this region's own. Else the name of this region in the account, for example
    /// <c>West Europe</c>: the client prefers it and excludes every other region of the account, which are read from the account at start.
    /// </summary>
    public string? AccountRegion { get; set; }

    /// <summary>The account key. Null (the default) to use <see cref="Credential"/>.</summary>
    public string? Key { get; set; }

    /// <summary>Makes the credential when there is no <see cref="Key"/>. Null (the default): <c>DefaultAzureCredential</c>.</summary>
    public Func<IServiceProvider, TokenCredential>? Credential { get; set; }

    /// <summary>The database. Default <c>regional-state</c>.</summary>
    [Required, RegularExpression(NamePattern)]
    public string Database { get; set; } = "regional-state";

    /// <summary>The container; its partition key path is <c>/pk</c>. Default <c>states</c>.</summary>
    [Required, RegularExpression(NamePattern)]
    public string Container { get; set; } = "states";

    /// <summary>Create the database and the container at start when they are not there. Default false; needs an account key.</summary>
    public bool CreateIfMissing { get; set; }

    /// <summary>
    /// How long a document outlives its last write before the store deletes it, set on the container that <see cref="CreateIfMissing"/> makes; one that is there keeps what it
    /// has. Zero (the default): for good. Else 9 days to 10 years, and not less: a message that the channel sends again within its 7 days must still be known.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; }

    /// <summary>Direct (the default) talks to the replicas over TCP; Gateway goes through HTTP.</summary>
    [EnumDataType(typeof(ConnectionMode))]
    public ConnectionMode ConnectionMode { get; set; } = ConnectionMode.Direct;

    /// <summary>The bound of one operation, its retries included. Default 5 s. Range 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The largest document that is sent, in bytes. Default 2 MiB less 64 KiB: the store counts the members that it adds. Range 1 KiB to 2 MiB.
    /// </summary>
    [Range(1024, StoreMaxDocumentBytes)]
    public int MaxDocumentBytes { get; set; } = StoreMaxDocumentBytes - (64 * 1024);

    /// <summary>
    /// The schema version that this build writes, and the newest that it reads. Raise it with a change that an older build would lose or
    /// misread. Default 1. Range 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int SchemaVersion { get; set; } = 1;

    // Not properties: configuration binding would walk into them.
    private readonly List<JsonSerializerContext> stateContexts = [];
    private JsonSerializerOptions stateJson = JsonSerializerOptions.Web;

    /// <summary>
    /// Adds a source-generated context of state types. The first context that knows a type is used for it, under the context's own options.
    /// </summary>
    public RegionalCosmosStorageOptions SerializeWith(JsonSerializerContext context)
    {
        stateContexts.Add(context);
        return this;
    }

    /// <summary>Sets the options for state types in no context. Default: System.Text.Json's web defaults, by reflection.</summary>
    public RegionalCosmosStorageOptions SerializeWith(JsonSerializerOptions options)
    {
        stateJson = options;
        return this;
    }

    internal StateJson CreateStateJson() => new(stateContexts, stateJson);

    private const string NamePattern = @"^[^/\\#?]{1,255}$";
}
