using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Control;

public sealed class ControlApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_Get_TellsEveryPart()
    {
        await using var region = await LocalCloudRegion.StartAsync(new LocalCloudSettings { Region = "East US", RedisMemoryMegabytes = 64 }, Cancellation);
        using var http = new HttpClient { BaseAddress = region.CosmosEndpoint };

        var endpoints = await http.GetFromJsonAsync<JsonElement>("control/endpoints", Cancellation);
        using var health = await http.GetAsync(new Uri("control/health", UriKind.Relative), Cancellation);

        Assert.Equal(region.CosmosEndpoint.AbsoluteUri, endpoints.GetProperty("cosmos").GetString());
        Assert.Equal(region.RedisEndpoint, endpoints.GetProperty("redis").GetString());
        Assert.Equal(region.KafkaBootstrapServers, endpoints.GetProperty("kafka").GetString());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.StartsWith("LocalCloud ready region=eastus cosmos=http://127.0.0.1:", region.ReadyLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replication_PutLagAndPaused_ChangesTheRunningRegion()
    {
        await using var pair = await StorePair.StartAsync();
        using var http = new HttpClient { BaseAddress = pair.Cloud.First.CosmosEndpoint };

        await PutAsync(http, "control/replication", """{"lag":"00:00:20","paused":true}""");
        Assert.Equal((TimeSpan.FromSeconds(20), true), (pair.Cloud.First.Replication.Lag, pair.Cloud.First.Replication.Paused));
        await PutAsync(http, "control/replication", """{"paused":false}""");
        Assert.Equal((TimeSpan.FromSeconds(20), false), (pair.Cloud.First.Replication.Lag, pair.Cloud.First.Replication.Paused));
        await PutAsync(http, "control/partition", """{"peers":["West Europe"],"on":true}""");
        Assert.Equal(["westeurope"], pair.Cloud.First.Replication.CutPeers);
        await PutAsync(http, "control/partition", """{"peers":["westeurope"],"on":false}""");
        Assert.Empty(pair.Cloud.First.Replication.CutPeers);
        using var refused = await http.PutAsync(
            new Uri("control/replication", UriKind.Relative), new StringContent("""{"lag":"-00:00:01"}""", null, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Statistics_OfContainers_AreWhatClientsAskedAndWerePricedFor()
    {
        await using var pair = await StorePair.StartAsync();
        using var http = new HttpClient { BaseAddress = pair.Cloud.First.CosmosEndpoint };
        var before = await ContainerAsync(http, pair.East.Id);

        var created = await pair.East.CreateItemAsync(new Note("a", "p", new string('x', 2048)), cancellationToken: Cancellation);
        var read = await pair.East.ReadItemAsync<Note>("a", new PartitionKey("p"), cancellationToken: Cancellation);
        var missing = await Assert.ThrowsAsync<CosmosException>(() => pair.East.ReadItemAsync<Note>("none", new PartitionKey("p"), cancellationToken: Cancellation));
        var refused = await Assert.ThrowsAsync<CosmosException>(() => pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation));
        var after = await ContainerAsync(http, pair.East.Id);

        // What is refused is paid for too, and what another region does is not this one's.
        await pair.West.CreateItemAsync(new Note("b", "p", "x"), cancellationToken: Cancellation);

        // Keys of another kind are counted apart.
        await pair.East.CreateItemAsync(new Note("c", "kind/p", "x"), cancellationToken: Cancellation);
        var other = await ContainerAsync(http, pair.East.Id, "kind");
        var last = await ContainerAsync(http, pair.East.Id);

        Assert.Equal((2L, 2L), (after.Reads - before.Reads, after.Writes - before.Writes));
        Assert.Equal(
            created.RequestCharge + read.RequestCharge + missing.RequestCharge + refused.RequestCharge, after.RequestUnits - before.RequestUnits, tolerance: 0.03);
        Assert.InRange(after.WrittenBytes - before.WrittenBytes, 2048, 2500);
        Assert.Equal(after, last);
        Assert.Equal((0L, 1L), (other.Reads, other.Writes));
    }

    private static async Task<ContainerStatistics> ContainerAsync(HttpClient http, string name, string keyPrefix = "")
    {
        var statistics = await http.GetFromJsonAsync<JsonElement>("control/statistics", Cancellation);
        var container = statistics.GetProperty("containers").EnumerateArray().FirstOrDefault(container =>
            container.GetProperty("container").ValueEquals(name) && container.GetProperty("keyPrefix").ValueEquals(keyPrefix));
        return container.ValueKind is JsonValueKind.Undefined ? new(name, keyPrefix, 0, 0, 0, 0) : container.Deserialize<ContainerStatistics>(JsonSerializerOptions.Web)!;
    }

    [Fact]
    public async Task Faults_PutAndDelete_HitDocumentOperations()
    {
        await using var pair = await StorePair.StartAsync();
        using var http = new HttpClient { BaseAddress = pair.Cloud.First.CosmosEndpoint };

        await PutAsync(http, "control/faults", """{"kind":"ApplyThenAnswer","status":408,"operations":["Create"],"count":5,"delayMs":1}""");
        var failure = await Assert.ThrowsAsync<CosmosException>(() => pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation));
        await http.DeleteAsync(new Uri("control/faults", UriKind.Relative), Cancellation);
        await pair.East.CreateItemAsync(new Note("b", "p", "x"), cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.RequestTimeout, failure.StatusCode);
        Assert.NotNull(await Clients.FindAsync(pair.East, "a", "p"));
        using var refused = await http.PutAsync(
            new Uri("control/faults", UriKind.Relative), new StringContent("""{"status":200}""", null, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Outage_PutCosmos_MakesHealthUnavailableAndComesBack()
    {
        await using var pair = await StorePair.StartAsync();
        using var http = new HttpClient { BaseAddress = pair.Cloud.First.CosmosEndpoint };

        using var off = await http.PutAsync(
            new Uri("control/outage", UriKind.Relative), new StringContent("""{"cosmos":true}""", null, "application/json"), Cancellation);
        await PutAsync(http, "control/outage", """{"cosmos":false}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, off.StatusCode);
    }

    [Fact]
    public async Task DocumentsAndStatistics_AfterWrites_TellThem()
    {
        await using var pair = await StorePair.StartAsync();
        using var http = new HttpClient { BaseAddress = pair.Cloud.Second.CosmosEndpoint };
        await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        await pair.East.CreateItemAsync(new Note("b", "p", "y"), cancellationToken: Cancellation);
        await pair.East.DeleteItemAsync<Note>("b", new PartitionKey("p"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        var documents = await http.GetFromJsonAsync<JsonElement>(
            $"control/documents?database={Clients.DatabaseName}&container={Clients.ContainerName}&partitionKey=p", Cancellation);
        var statistics = await http.GetFromJsonAsync<JsonElement>("control/statistics", Cancellation);

        Assert.Equal(2, documents.GetArrayLength());
        var kept = documents.EnumerateArray().Single(document => !document.GetProperty("deleted").GetBoolean());
        Assert.Equal("x", kept.GetProperty("document").GetProperty("text").GetString());
        Assert.Equal("eastus", kept.GetProperty("origin").GetString());
        Assert.Equal(3, statistics.GetProperty("received").GetInt64());
        Assert.Equal("eastus", statistics.GetProperty("peers")[0].GetProperty("peer").GetString());
    }

    [Fact]
    public async Task Copy_AfterWrites_HasTheBytesOfEveryDocumentThatIsThere()
    {
        await using var pair = await StorePair.StartAsync();
        using var http = new HttpClient { BaseAddress = pair.Cloud.First.CosmosEndpoint };
        await pair.East.CreateItemAsync(new Note("a", "p", "what-is-kept"), cancellationToken: Cancellation);
        await pair.East.CreateItemAsync(new Note("b", "other-partition", "what-was-removed"), cancellationToken: Cancellation);
        await pair.East.DeleteItemAsync<Note>("b", new PartitionKey("other-partition"), cancellationToken: Cancellation);

        var copy = System.Text.Encoding.Latin1.GetString(await http.GetByteArrayAsync(new Uri("control/copy", UriKind.Relative), Cancellation));

        Assert.Contains("what-is-kept", copy, StringComparison.Ordinal);
        Assert.Contains("other-partition", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("what-was-removed", copy, StringComparison.Ordinal);
    }

    private static async Task PutAsync(HttpClient http, string path, string json)
    {
        using var response = await http.PutAsync(new Uri(path, UriKind.Relative), new StringContent(json, null, "application/json"), Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
    }
}
