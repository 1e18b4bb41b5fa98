using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.InboundLog.FailoverEvents;

namespace OrleansFailover.InboundLog.Tests.FailoverEvents;

/// <summary>The JSON of the events and the published schema say the same.</summary>
public sealed class FailoverEventJsonTests
{
    private static readonly string SchemaFile = Path.Combine(AppContext.BaseDirectory, "docs", "failover-events.schema.json");

    private static FailoverEvent Event { get; } = new()
    {
        Status = FailoverStatus.FailoverTriggered,
        Message = new MessageId("wamid.HBgMNDkxNzAxMjM0NTY3"),
        PrimaryRegion = new RegionId("eastus"),
        TargetRegion = new RegionId("westeurope"),
        Latency = TimeSpan.FromMilliseconds(42.9),
        Time = new DateTimeOffset(2025, 5, 15, 16, 30, 0, 999, TimeSpan.FromHours(2)),
    };

    [Fact]
    public void Write_AnEvent_HasTheseMembersAndNoOthers()
    {
        var message = $"message:{Pseudonym.Of("wamid.HBgMNDkxNzAxMjM0NTY3")}";

        Assert.Equal(
            "{\"event_type\":\"webhook_processing\",\"message_id\":\"" + message + "\",\"primary_region\":\"eastus\",\"status\":\"failover_triggered\","
            + "\"target_region\":\"westeurope\",\"latency_ms\":42,\"compliance_mode\":\"none\",\"timestamp\":\"2025-05-15T14:30:00Z\"}",
            Text(Event));
    }

    [Fact]
    public async Task Write_EveryStatusAndMode_FitsTheSchema()
    {
        foreach (var status in Enum.GetValues<FailoverStatus>())
        {
            Assert.Empty(await ComplaintsAsync(Text(Event with { Status = status })));
        }

        foreach (var mode in Enum.GetValues<ComplianceMode>())
        {
            Assert.Empty(await ComplaintsAsync(Text(Event with { Compliance = mode })));
        }

        Assert.Empty(await ComplaintsAsync(Text(Event with { TargetRegion = null, Message = default, Latency = TimeSpan.Zero })));
    }

    [Fact]
    public void Schema_Enums_AreThoseOfTheProduct()
    {
        var properties = JsonNode.Parse(File.ReadAllText(SchemaFile))!["properties"]!;

        Assert.Equal(Enum.GetValues<FailoverStatus>().Select(FailoverEventJson.NameOf), properties["status"]!["enum"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(Enum.GetValues<ComplianceMode>().Select(FailoverEventJson.NameOf), properties["compliance_mode"]!["enum"]!.AsArray().Select(name => (string)name!));
    }

    // The schema is worth something only if it says no.
    [Theory]
    [InlineData("\"eastus\"", "\"East US\"")]
    [InlineData("failover_triggered", "failed_over")]
    [InlineData("14:30:00Z", "14:30:00.999Z")]
    [InlineData("14:30:00Z", "16:30:00+02:00")]
    [InlineData("message:", "wamid.")]
    [InlineData("42", "-1")]
    [InlineData("\"none\"", "\"masked\"")]
    [InlineData("\"latency_ms\"", "\"text\":\"hi\",\"latency_ms\"")]
    [InlineData("\"event_type\":\"webhook_processing\",", "")]
    public async Task Schema_OtherJson_IsRefused(string part, string other)
    {
        var json = Text(Event);
        Assert.Contains(part, json, StringComparison.Ordinal);

        Assert.NotEmpty(await ComplaintsAsync(json.Replace(part, other, StringComparison.Ordinal)));
    }

    private static string Text(FailoverEvent failoverEvent) => Encoding.UTF8.GetString(FailoverEventJson.Write(failoverEvent));

    private static async Task<IEnumerable<string>> ComplaintsAsync(string json)
    {
        var schema = await JsonSchema.FromFileAsync(SchemaFile, TestContext.Current.CancellationToken);
        return schema.Validate(json).Select(error => error.ToString());
    }
}
