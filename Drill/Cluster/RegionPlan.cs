namespace OrleansFailover.Drill.Cluster;

/// <summary>The name and the ports of one region; they stay the same when the region is restarted.</summary>
/// <param name="Name">The region.</param>
/// <param name="CosmosPort">Cosmos endpoint and control API of its local cloud.</param>
/// <param name="RedisPort">Its Redis.</param>
/// <param name="KafkaPort">Its inbound log.</param>
/// <param name="GatewayPort">Its webhook gateway.</param>
/// <param name="SiloHttpPort">Dashboard and health of its silo.</param>
/// <param name="SiloPort">Silo to silo.</param>
/// <param name="SiloGatewayPort">Client to silo.</param>
public sealed record RegionPlan(
    string Name, int CosmosPort, int RedisPort, int KafkaPort, int GatewayPort, int SiloHttpPort, int SiloPort, int SiloGatewayPort)
{
    /// <summary>How many ports a region takes.</summary>
    public const int Ports = 7;

    /// <summary>Base address of the webhook gateway.</summary>
    public Uri Gateway => Local(GatewayPort);

    /// <summary>Base address of the Cosmos endpoint.</summary>
    public Uri Cosmos => Local(CosmosPort);

    /// <summary>Base address of what the silo answers over HTTP.</summary>
    public Uri Silo => Local(SiloHttpPort);

    /// <summary>Where the silo shows itself.</summary>
    public Uri Dashboard => new(Silo, "/dashboard");

    /// <summary>Configuration string of its Redis.</summary>
    public string Redis => RedisAt(RedisPort);

    internal static string RedisAt(int port) => $"127.0.0.1:{port},abortConnect=false";

    internal static Uri Local(int port) => new($"http://127.0.0.1:{port}");
}
